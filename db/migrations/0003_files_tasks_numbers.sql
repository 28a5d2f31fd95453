create table kernel.file (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  type text not null,
  size bigint not null check (size >= 0),
  subject_type text,
  subject_id uuid,
  uploaded_by uuid references kernel.person,
  meta jsonb not null default '{}',
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
comment on table kernel.file is 'Attachments. Bytes lie under their SHA-256; the name is display only and never a path.';
comment on column kernel.file.meta is 'Facts taken with the file: where and when a photo was made, validity of a document.';
create index file_id on kernel.file (id);
create index file_subject on kernel.file (org_id, subject_type, subject_id);
select kernel.guard('kernel.file');

create table kernel.task (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  person_id uuid not null references kernel.person,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  title text not null,
  link text not null,
  params jsonb not null default '{}',
  due_at timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  outcome text check (outcome in ('done', 'cancelled')),
  reminded jsonb not null default '[]',
  primary key (org_id, id),
  check ((closed_at is null) = (outcome is null))
);
comment on table kernel.task is 'The one inbox: everything that waits for a person.';
comment on column kernel.task.kind is 'Message key of what is asked; params fill it.';
comment on column kernel.task.title is 'What it is about, as the subject was called when the task was opened.';
create index task_id on kernel.task (id);
create index task_open on kernel.task (person_id, due_at) where closed_at is null;
create index task_subject on kernel.task (org_id, subject_type, subject_id) where closed_at is null;
select kernel.guard('kernel.task');

create table kernel.number_series (
  series text not null,
  period text not null,
  last int not null default 0 check (last >= 0),
  primary key (series, period)
);
comment on table kernel.number_series is 'Last number given per series and period. Taken under the row''s lock in the writing transaction: a rollback burns none.';
create table kernel.issued_number (
  series text not null,
  period text not null,
  n int not null check (n > 0),
  text text not null unique,
  subject_type text not null,
  subject_id uuid not null,
  voided_at timestamptz,
  voided_by uuid references kernel.person,
  void_reason text,
  primary key (series, period, n),
  check ((voided_at is null) = (void_reason is null))
);
comment on table kernel.issued_number is 'Every number given. A voided number stays, marked void, and is never given again.';
create index issued_number_subject on kernel.issued_number (subject_id);
revoke delete on kernel.issued_number from bylaw_app;
revoke delete on kernel.number_series from bylaw_app;
