alter table complaints.complaint add column forgotten_at timestamptz;
comment on column complaints.complaint.forgotten_at is 'When who complained and what was said was taken away; null again once words came after that. Null too for what was forgotten before this was written down, which is gone through once more.';
create index complaint_to_forget on complaints.complaint (coalesce(closed_at, received_at))
  where forgotten_at is null and state in ('closed', 'unfounded', 'merged', 'transferred');

alter table complaints.ruling add column forgotten boolean not null default false;
update complaints.ruling set forgotten = true where reason = '';
alter table complaints.ruling add check (forgotten or reason <> '');
comment on column complaints.ruling.forgotten is 'Its words are kept no longer; until then it has a reason.';
alter table complaints.remedy add column forgotten boolean not null default false;
update complaints.remedy set forgotten = true where root_cause = '' or action = '';
alter table complaints.remedy add check (forgotten or root_cause <> '' and action <> '');
comment on column complaints.remedy.forgotten is 'Its words are kept no longer; until then it has a root cause and an action.';
