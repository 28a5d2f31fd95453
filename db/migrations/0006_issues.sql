create table kernel.issue (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  number text not null,
  kind text not null check (kind ~ '^[a-z_]+(\.[a-z_]+)+$'),
  params jsonb not null default '{}',
  title text not null check (length(title) between 1 and 300),
  severity text not null check (severity in ('minor', 'major', 'critical')),
  clause text,
  subject_type text not null,
  subject_id uuid not null,
  link text not null,
  responsible_id uuid references kernel.person,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'rectified')),
  opened_at timestamptz not null,
  opened_by uuid references kernel.person,
  rectified_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, number),
  check ((rectified_at is not null) = (state = 'rectified'))
);
comment on table kernel.issue is 'The one rectification ledger: what is wrong at an organisation, who puts it right and by when.';
comment on column kernel.issue.kind is 'Message key of what is wrong; params fill it.';
comment on column kernel.issue.title is 'What it is about, as the subject was called when the issue was opened.';
comment on column kernel.issue.clause is 'Clause of the regulation that is not kept, such as 2.2.4.';
comment on column kernel.issue.opened_by is 'Null: the system found it.';
create index issue_id on kernel.issue (id);
create index issue_opened on kernel.issue (opened_at desc, id desc);
create unique index issue_one_open on kernel.issue (org_id, kind, subject_id) where state = 'open';
select kernel.guard('kernel.issue');
