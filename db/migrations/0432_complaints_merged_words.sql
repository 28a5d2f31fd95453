alter table complaints.message add column merged text;
comment on column complaints.message.merged is 'Number of the merged complaint it came with.';
comment on column complaints.message.kind is 'A note is internal and reaches no customer. from_other: of somebody not known to be the customer, by mail or with a merged complaint.';

create index complaint_merged on complaints.complaint (went_to) where state = 'merged';

-- What was merged so far stood among the words of the customer, whoever had said it.
update complaints.message said
set merged = m.number,
  kind = case when exists (
    select from complaints.complainant p
    join complaints.complainant q on q.org_id = p.org_id and (p.phone = q.phone or p.email_key = q.email_key)
    where p.org_id = m.org_id and p.complaint_id = m.id and q.complaint_id = m.went_to
  ) then 'from_customer' else 'from_other' end
from complaints.complaint m
where m.state = 'merged' and m.description <> ''
  and said.org_id = m.org_id and said.complaint_id = m.went_to
  and said.kind = 'from_customer' and said.text = m.description;
