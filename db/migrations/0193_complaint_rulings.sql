create table complaints.ruling (
  org_id uuid not null,
  id uuid not null,
  complaint_id uuid not null,
  matter text not null check (matter in ('extension', 'compensation', 'unfounded')),
  state text not null check (state in ('in_review', 'returned', 'approved', 'rejected', 'withdrawn')),
  amount bigint check (amount > 0),
  reason text not null check (reason <> ''),
  notice text,
  requested_by uuid not null references kernel.person,
  request_id uuid,
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references kernel.person,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, complaint_id) references complaints.complaint (org_id, id),
  check ((matter = 'compensation') = (amount is not null)),
  check ((matter = 'extension') = (notice is not null))
);
comment on table complaints.ruling is 'What whoever handles a complaint can’t decide alone: a second extension, a compensation above the limit, that it is unfounded.';
comment on column complaints.ruling.notice is 'What the customer is told once more time was granted.';
comment on column complaints.ruling.decided_by is 'Who approved or rejected it last.';
create index ruling_id on complaints.ruling (id);
create index ruling_of on complaints.ruling (org_id, complaint_id);
create unique index ruling_one_open on complaints.ruling (org_id, complaint_id, matter) where state in ('in_review', 'returned');
select kernel.guard('complaints.ruling');
