alter table complaints.complaint add column objections int not null default 0;
comment on column complaints.complaint.objections is 'How often the customer objected to an answer; what was objected to was not right the first time.';

-- The trail has them all; a number goes along with a complaint that is handed over.
with objected as materialized (
  select subject_number, count(*)::int n from kernel.trail_entry
  where action = 'complaints.complaint.object' and subject_number is not null group by 1
)
update complaints.complaint c set objections = o.n from objected o where o.subject_number = c.number;

-- What counts by it is still found in the index alone.
drop index complaints.complaint_counted, complaints.complaint_newest_of;
create index complaint_counted on complaints.complaint (received_at)
  include (org_id, state, service_key, cause_key, channel, reopenings, objections)
  where state not in ('transferred', 'merged', 'unfounded');
create index complaint_newest_of on complaints.complaint (org_id, received_at desc, id desc)
  include (state, service_key, cause_key, channel, reopenings, objections);

-- What was added up took them for right: everything is counted anew.
delete from complaints.counting;
comment on column complaints.count_change.outcome is 'Not resolved yet; resolved at the first time; resolved and objected to or opened again at least once.';
