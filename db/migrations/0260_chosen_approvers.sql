-- Whom the applicant chose, before the approval begins.

alter table establishment.application add column approvers jsonb not null default '{}';
comment on column establishment.application.approvers is
  'step key → persons: whom the applicant chose for the steps of the approval that leave it to them; used when it starts';
