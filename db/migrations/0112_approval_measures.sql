alter table kernel.approval_step add column worked_minutes int check (worked_minutes >= 0);
comment on column kernel.approval_step.worked_minutes is 'Working minutes by the organisation''s calendar from opening to closing; kept, so that a later change of the calendar changes no statistics.';
alter table kernel.approval_signer add column worked_minutes int check (worked_minutes >= 0);
comment on column kernel.approval_signer.worked_minutes is 'Working minutes from being asked to the answer; null without one.';
create index approval_step_unmeasured on kernel.approval_step (closed_at)
  where closed_at is not null and worked_minutes is null and state <> 'skipped';
create index approval_signer_measured on kernel.approval_signer (person_id, answered_at) where worked_minutes is not null;
create index approval_request_ended on kernel.approval_request (ended_at) where ended_at is not null;
