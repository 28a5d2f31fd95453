-- What the approvers of a step fill in: beside what was submitted, never part of it.
create table kernel.approval_filled (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  request_id uuid not null,
  step_id uuid not null,
  field text not null,
  value jsonb not null,
  person_id uuid not null references kernel.person,
  proxy_id uuid references kernel.person,
  at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, request_id) references kernel.approval_request,
  foreign key (org_id, step_id) references kernel.approval_step,
  check (proxy_id <> person_id)
);
comment on table kernel.approval_filled is 'A field of the subject that was filled in at a step, each time it was; the latest is what stands.';
comment on column kernel.approval_filled.value is 'As flows compare it: a number, a text, a yes or no, a day, or null for emptied.';
comment on column kernel.approval_filled.person_id is 'In whose seat it was filled in; proxy_id where somebody did it in their place.';
create index approval_filled_id on kernel.approval_filled (id);
create index approval_filled_of on kernel.approval_filled (org_id, request_id, at);
select kernel.guard('kernel.approval_filled');
