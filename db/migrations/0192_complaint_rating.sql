create table complaints.rating (
  org_id uuid not null,
  complaint_id uuid not null,
  stars int not null check (stars between 1 and 5),
  rated_at timestamptz not null,
  primary key (org_id, complaint_id),
  foreign key (org_id, complaint_id) references complaints.complaint (org_id, id)
);
comment on table complaints.rating is 'How the customer found the handling; said again, the last word holds.';
select kernel.guard('complaints.rating');
