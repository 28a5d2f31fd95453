create table kernel.approval_urge (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  request_id uuid not null,
  step_id uuid not null,
  by_id uuid not null references kernel.person,
  persons uuid[] not null check (cardinality(persons) > 0),
  superiors uuid[] not null default '{}',
  at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, request_id) references kernel.approval_request,
  foreign key (org_id, step_id) references kernel.approval_step
);
comment on table kernel.approval_urge is 'Each time somebody asked the approvers of an open step to hurry.';
comment on column kernel.approval_urge.persons is 'Whom it was said to: those who had not answered.';
comment on column kernel.approval_urge.superiors is 'Their superiors, once it had been said often enough to tell them.';
create index approval_urge_id on kernel.approval_urge (id);
create index approval_urge_step on kernel.approval_urge (org_id, step_id, at);
create index approval_urge_request on kernel.approval_urge (org_id, request_id);
select kernel.guard('kernel.approval_urge');

alter table kernel.approval_signer add column urged int not null default 0 check (urged >= 0);
comment on column kernel.approval_signer.urged is 'How often this person was urged to answer.';
