alter table kernel.issue
  drop constraint issue_state_check,
  drop constraint issue_check;
drop index kernel.issue_one_open;
alter table kernel.issue rename column rectified_at to closed_at;
alter table kernel.issue
  add column source text not null default 'registration' check (source in
    ('daily_check', 'special_check', 'periodic_check', 'audit', 'inspection', 'complaint', 'stocktake', 'registration', 'indicator', 'other')),
  add column description text not null default '',
  add column nominal_due_on date,
  add column original_nominal_on date,
  add column original_due_on date,
  add column verifier_id uuid references kernel.person,
  add column plan text not null default '',
  add column summary text not null default '',
  add column ruling text,
  add column submitted_by uuid references kernel.person,
  add column verified_by uuid references kernel.person,
  add column closed_by uuid references kernel.person,
  add column notified_at timestamptz,
  add column submitted_at timestamptz,
  add column verified_at timestamptz,
  add column reopened_at timestamptz,
  add column reopenings int not null default 0,
  add column repeat_of uuid,
  add column reminded text[] not null default '{}',
  add column urged_at timestamptz;
update kernel.issue set
  state = case state when 'open' then 'notified' else 'closed' end,
  notified_at = opened_at,
  nominal_due_on = due_on,
  original_nominal_on = due_on,
  original_due_on = due_on;
alter table kernel.issue
  alter column source drop default,
  alter column state set default 'found',
  alter column nominal_due_on set not null,
  alter column original_nominal_on set not null,
  alter column original_due_on set not null,
  add constraint issue_state_check check (state in
    ('found', 'notified', 'planned', 'rectifying', 'submitted', 'returned', 'verified', 'closed', 'reopened')),
  add constraint issue_closed_check check ((closed_at is not null) = (state = 'closed')),
  add constraint issue_reopened_check check ((reopened_at is not null) = (reopenings > 0)),
  add constraint issue_repeat_of_fkey foreign key (org_id, repeat_of) references kernel.issue (org_id, id);
comment on column kernel.issue.source is 'What kind of work found it.';
comment on column kernel.issue.description is 'What was found, in the words of whoever wrote it down; empty where the kind says it all.';
comment on column kernel.issue.due_on is 'The day until which it is to be put right: the nominal day, or the next working day after it.';
comment on column kernel.issue.nominal_due_on is 'The day that was set or agreed to, before a day off moved it.';
comment on column kernel.issue.original_due_on is 'The first due day, whatever was granted later: statistics count by it.';
comment on column kernel.issue.original_nominal_on is 'The first day set, before a day off moved it.';
comment on column kernel.issue.verifier_id is 'Who verifies; never somebody who took part in putting it right.';
comment on column kernel.issue.plan is 'The cause and how it is to be put right; the measures are in kernel.issue_measure.';
comment on column kernel.issue.summary is 'What was done, as it was submitted.';
comment on column kernel.issue.ruling is 'Why it was returned or reopened, in whose words it was.';
comment on column kernel.issue.verified_by is 'Null of what is verified: the system saw that the cause is gone.';
comment on column kernel.issue.repeat_of is 'The earlier issue of the same clause within twelve months.';
comment on column kernel.issue.reminded is 'The reminders of the present due day that were sent.';
comment on column kernel.issue.urged_at is 'When its owner was last reminded by hand.';
create unique index issue_one_open on kernel.issue (org_id, kind, subject_id) where state <> 'closed';
create index issue_clause on kernel.issue (org_id, clause, opened_at desc);
create index issue_due on kernel.issue (due_on) where state <> 'closed';
create index issue_original_due on kernel.issue (original_due_on);

create table kernel.issue_measure (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  issue_id uuid not null,
  position int not null,
  what text not null check (length(what) between 1 and 1000),
  person_id uuid not null references kernel.person,
  due_on date not null,
  done_at timestamptz,
  done_by uuid references kernel.person,
  primary key (org_id, id),
  foreign key (org_id, issue_id) references kernel.issue (org_id, id)
);
comment on table kernel.issue_measure is 'The measures of a rectification plan: what is done, by whom and by when.';
create index issue_measure_issue on kernel.issue_measure (org_id, issue_id, position);
create index issue_measure_id on kernel.issue_measure (id);
select kernel.guard('kernel.issue_measure');

create table kernel.issue_evidence (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  issue_id uuid not null,
  file_id uuid,
  link text check (length(link) between 1 and 1000),
  note text not null default '',
  added_by uuid references kernel.person,
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, issue_id) references kernel.issue (org_id, id),
  foreign key (org_id, file_id) references kernel.file (org_id, id),
  check ((file_id is null) <> (link is null))
);
comment on table kernel.issue_evidence is 'What shows that an issue was put right: a file, or the address of a record.';
comment on column kernel.issue_evidence.added_by is 'Null: the system pointed at the record.';
create index issue_evidence_issue on kernel.issue_evidence (org_id, issue_id, added_at);
create index issue_evidence_id on kernel.issue_evidence (id);
select kernel.guard('kernel.issue_evidence');

create table kernel.issue_extension (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  issue_id uuid not null,
  position int not null check (position in (1, 2)),
  from_on date not null,
  until_on date not null check (until_on > from_on),
  reason text not null check (length(reason) between 1 and 2000),
  state text not null check (state in ('in_review', 'more_wanted', 'approved', 'rejected', 'withdrawn')),
  asked_by uuid not null references kernel.person,
  asked_at timestamptz not null,
  decided_at timestamptz,
  request_id uuid,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, issue_id) references kernel.issue (org_id, id)
);
comment on table kernel.issue_extension is 'Later due days that were asked for; at most two of an issue are granted.';
comment on column kernel.issue_extension.from_on is 'The due day when it was asked for.';
comment on column kernel.issue_extension.until_on is 'The day asked for, before a day off moves it.';
create index issue_extension_id on kernel.issue_extension (id);
create index issue_extension_issue on kernel.issue_extension (org_id, issue_id, asked_at);
create unique index issue_extension_one on kernel.issue_extension (org_id, issue_id, position)
  where state in ('in_review', 'more_wanted', 'approved');
select kernel.guard('kernel.issue_extension');
