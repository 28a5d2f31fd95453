-- Approvals: places passed on, people consulted, steps ended by an administrator, votes made void by an edit.
alter table kernel.approval_signer
  drop constraint approval_signer_state_check,
  drop constraint approval_signer_origin_check,
  drop constraint approval_signer_reason_check,
  add column asked_by_id uuid references kernel.person,
  add column note text,
  add constraint approval_signer_state_check check (state in (
    'waiting', 'open', 'held', 'approved', 'rejected', 'returned', 'cancelled', 'superseded')),
  add constraint approval_signer_origin_check check (origin in (
    'rule', 'applicant_choice', 'next_head_up', 'appointed', 'transferred', 'delegated', 'added_before', 'added_after',
    'override')),
  add constraint approval_signer_reason_check check (reason in (
    'decided_by_others', 'returned', 'withdrawn', 'same_person', 'subject_changed', 'transferred', 'removed',
    'removed_by_administrator', 'overridden', 'taken_back')),
  add constraint approval_signer_asked_by check (
    asked_by_id is not null or origin not in ('transferred', 'delegated', 'added_before', 'added_after')),
  add constraint approval_signer_asked_by_another check (asked_by_id <> person_id),
  add constraint approval_signer_override check (
    origin <> 'override' or (state in ('approved', 'rejected') and opinion is not null));
comment on column kernel.approval_signer.asked_by_id is 'Whoever named this person: gave them the vote, wants their opinion (no vote), or appointed them.';
comment on column kernel.approval_signer.note is 'What they were asked, in that person''s words.';

create table kernel.approval_submission (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  request_id uuid not null,
  round int not null check (round > 0),
  data jsonb not null,
  changed text[] not null default '{}',
  voided boolean not null default false,
  person_id uuid not null references kernel.person,
  at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, request_id, round),
  foreign key (org_id, request_id) references kernel.approval_request
);
comment on table kernel.approval_submission is 'The subject as it was submitted, and as it was edited or submitted again for a later round.';
comment on column kernel.approval_submission.data is 'What the request''s hash is of. Never shown: it tells what an edit changed.';
comment on column kernel.approval_submission.changed is 'Names of the parts of the data that differ from the submission before.';
comment on column kernel.approval_submission.voided is 'It was edited while approvers were deciding: their votes became void.';
create index approval_submission_id on kernel.approval_submission (id);
select kernel.guard('kernel.approval_submission');
