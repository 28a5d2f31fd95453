create table kernel.approval_flow (
  id uuid primary key,
  key text not null unique check (key ~ '^[a-z_]+(\.[a-z_]+)+$'),
  subject_type text not null,
  title text not null check (length(title) between 1 and 100),
  title_en text,
  position int not null default 0,
  archived_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now()
);
comment on table kernel.approval_flow is 'Ways a kind of matter is approved. Shared; their versions hold the steps.';
comment on column kernel.approval_flow.position is 'Flows of a kind of matter are tried in this order; the first whose condition holds is taken.';
create index approval_flow_subject on kernel.approval_flow (subject_type, position);

create table kernel.approval_flow_version (
  id uuid primary key,
  flow_id uuid not null references kernel.approval_flow,
  number int not null check (number > 0),
  definition jsonb not null,
  published_at timestamptz,
  published_by uuid references kernel.person,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (flow_id, number)
);
comment on table kernel.approval_flow_version is 'Steps, approvers, modes and conditions of a flow. Final once published; requests run on the version they started with.';
create unique index approval_flow_version_one_draft on kernel.approval_flow_version (flow_id) where published_at is null;
create trigger approval_flow_version_final before update or delete on kernel.approval_flow_version
  for each row when (old.published_at is not null) execute function kernel.refuse_change_of_published();

create table kernel.approval_request (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  flow_version_id uuid not null references kernel.approval_flow_version,
  flow jsonb not null,
  subject_type text not null,
  subject_id uuid not null,
  subject_number text,
  subject_title text not null,
  subject_link text not null,
  subject_version int not null,
  subject_hash text not null check (subject_hash ~ '^[0-9a-f]{64}$'),
  fields jsonb not null,
  chosen jsonb not null default '{}',
  applicant_id uuid not null references kernel.person,
  state text not null check (state in ('running', 'returned', 'approved', 'rejected', 'withdrawn')),
  round int not null default 1 check (round > 0),
  opened_at timestamptz not null,
  ended_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  check ((ended_at is null) = (state in ('running', 'returned')))
);
comment on table kernel.approval_request is 'One matter going through a flow. Its row lock orders everything that happens to it.';
comment on column kernel.approval_request.flow is 'The flow''s definition as it was when the request started.';
comment on column kernel.approval_request.subject_hash is 'SHA-256 of the subject''s data at the beginning of the round: what was approved is what was shown.';
comment on column kernel.approval_request.fields is 'The fields conditions compare, as they were at the beginning of the round.';
comment on column kernel.approval_request.chosen is 'Step key → persons the applicant chose.';
create index approval_request_id on kernel.approval_request (id);
create index approval_request_subject on kernel.approval_request (org_id, subject_type, subject_id);
create unique index approval_request_one_running on kernel.approval_request (org_id, subject_type, subject_id)
  where state in ('running', 'returned');
select kernel.guard('kernel.approval_request');

create table kernel.approval_step (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  request_id uuid not null,
  round int not null,
  position int not null,
  key text not null,
  state text not null check (state in ('open', 'parked', 'passed', 'failed', 'returned', 'cancelled', 'skipped')),
  park_reason text check (park_reason in ('nobody', 'too_few')),
  tally jsonb,
  opened_at timestamptz not null,
  due_at timestamptz,
  closed_at timestamptz,
  reminded text[] not null default '{}',
  primary key (org_id, id),
  unique (org_id, request_id, round, position),
  foreign key (org_id, request_id) references kernel.approval_request,
  check ((state = 'parked') = (park_reason is not null)),
  check ((closed_at is null) = (state in ('open', 'parked')))
);
comment on table kernel.approval_step is 'One step of a request in one round.';
comment on column kernel.approval_step.tally is 'The votes as last counted: rule, counts and result.';
comment on column kernel.approval_step.reminded is 'Which reminders of the due time were sent: soon, due, overdue.';
create index approval_step_id on kernel.approval_step (id);
create index approval_step_due on kernel.approval_step (due_at) where state = 'open' and due_at is not null;
create unique index approval_step_one_current on kernel.approval_step (org_id, request_id) where state in ('open', 'parked');
select kernel.guard('kernel.approval_step');

create table kernel.approval_signer (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  request_id uuid not null,
  step_id uuid not null,
  person_id uuid not null references kernel.person,
  position int not null,
  origin text not null check (origin in ('rule', 'applicant_choice', 'next_head_up', 'appointed')),
  weight int not null default 1 check (weight > 0),
  group_name text not null default '',
  state text not null check (state in ('waiting', 'open', 'approved', 'rejected', 'returned', 'cancelled', 'superseded')),
  reason text check (reason in ('decided_by_others', 'returned', 'withdrawn', 'same_person', 'subject_changed')),
  opinion text,
  asked_at timestamptz,
  answered_at timestamptz,
  for_person_id uuid references kernel.person,
  primary key (org_id, id),
  unique (org_id, step_id, person_id),
  foreign key (org_id, request_id) references kernel.approval_request,
  foreign key (org_id, step_id) references kernel.approval_step
);
comment on table kernel.approval_signer is 'One person at one step in one round, with the answer given or the reason none was needed.';
comment on column kernel.approval_signer.for_person_id is 'On whose behalf the answer was given (proxy).';
create index approval_signer_id on kernel.approval_signer (id);
create index approval_signer_step on kernel.approval_signer (org_id, step_id);
create index approval_signer_request on kernel.approval_signer (org_id, request_id);
create index approval_signer_open on kernel.approval_signer (person_id) where state = 'open';
select kernel.guard('kernel.approval_signer');

create table kernel.approval_comment (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  request_id uuid not null,
  person_id uuid not null references kernel.person,
  body text not null check (length(body) between 1 and 4000),
  reply_to_id uuid,
  at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, request_id) references kernel.approval_request,
  foreign key (org_id, reply_to_id) references kernel.approval_comment
);
comment on table kernel.approval_comment is 'What was said about a request besides the opinions. Never edited.';
create index approval_comment_id on kernel.approval_comment (id);
create index approval_comment_request on kernel.approval_comment (org_id, request_id, at);
select kernel.guard('kernel.approval_comment');
