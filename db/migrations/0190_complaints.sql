create schema if not exists complaints;
comment on schema complaints is 'Chapter 4.4: what customers complain of, how it is handled and what follows from it.';
grant usage on schema complaints to bylaw_app;
alter default privileges in schema complaints grant select, insert, update, delete on tables to bylaw_app;
alter default privileges in schema complaints grant usage on sequences to bylaw_app;

create table complaints.service (
  key text primary key check (key ~ '^[a-z_]+$'),
  title text not null,
  title_tw text not null,
  title_en text not null,
  standard text not null,
  standard_tw text not null,
  standard_en text not null,
  position int not null
);
comment on table complaints.service is 'Services a complaint may be about, each with the standard it is measured by.';
comment on column complaints.service.standard is 'What the customer may expect of it.';

create table complaints.cause (
  key text not null check (key ~ '^[a-z_]+(\.[a-z_]+)?$'),
  version int not null check (version > 0),
  parent text check (parent = split_part(key, '.', 1) and parent <> key),
  title text not null,
  title_tw text not null,
  title_en text not null,
  position int not null,
  from_on date not null,
  until_on date check (until_on > from_on),
  primary key (key, version),
  check ((parent is null) = (position('.' in key) = 0))
);
comment on table complaints.cause is 'Why something went wrong, in two levels. A cause that is worded anew is another version; complaints keep the version they were given.';
comment on column complaints.cause.parent is 'The group it stands in; null: it is a group itself, which no complaint has for its cause.';
comment on column complaints.cause.until_on is 'First day on which no complaint is given it any more.';
create unique index cause_in_force on complaints.cause (key) where until_on is null;

create table complaints.complaint (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  number text not null,
  state text not null check (state in ('received', 'acknowledged', 'investigating', 'waiting_customer', 'proposed', 'resolved',
    'closed', 'reopened', 'transferred', 'merged', 'unfounded')),
  channel text not null check (channel in ('web', 'phone', 'counter', 'email', 'hotline', 'import')),
  kind text not null check (kind in ('quality', 'attitude', 'delay', 'charge', 'privacy', 'other')),
  severity int not null check (severity between 1 and 4),
  subject text not null check (subject <> ''),
  description text not null,
  service_key text references complaints.service,
  service_on date not null,
  staff_id uuid references kernel.person,
  cause_key text,
  cause_version int,
  claimed bigint check (claimed > 0),
  compensated bigint check (compensated > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  handler_id uuid references kernel.person,
  assigned_at timestamptz,
  unread_due_at timestamptz,
  unread_told_at timestamptz,
  read_at timestamptz,
  next_due_at timestamptz not null default '9999-12-31T00:00:00Z',
  extensions int not null default 0 check (extensions between 0 and 2),
  reopenings int not null default 0,
  received_at timestamptz not null,
  received_by uuid references kernel.person,
  acknowledged_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  closed_by uuid references kernel.person,
  answer text,
  went_to uuid,
  came_from uuid,
  tracking_hash text,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (cause_key, cause_version) references complaints.cause (key, version),
  check ((handler_id is null) = (assigned_at is null)),
  check (state not in ('transferred', 'merged') or went_to is not null),
  check (state <> 'closed' or closed_at is not null),
  check (state in ('received', 'merged', 'transferred') or acknowledged_at is not null)
);
comment on table complaints.complaint is 'Complaints. org_id is the organisation that gave the service on the day it was given, not where its people work today.';
comment on column complaints.complaint.service_on is 'The day of the service complained of: organisation and staff are those of that day.';
comment on column complaints.complaint.staff_id is 'Whom it concerns; never its handler.';
comment on column complaints.complaint.claimed is 'What the customer asks for, in minor units.';
comment on column complaints.complaint.compensated is 'What was agreed to, in minor units; above the limit by approval.';
comment on column complaints.complaint.unread_due_at is 'By when whoever it was given to should have opened it.';
comment on column complaints.complaint.next_due_at is 'When the next of its running clocks is due; far off where none runs.';
comment on column complaints.complaint.extensions is 'How often its time to resolve was extended; a third time is impossible.';
comment on column complaints.complaint.answer is 'What the customer was told in answer.';
comment on column complaints.complaint.went_to is 'The complaint in which this one goes on: merged with it, or its other half after a transfer.';
comment on column complaints.complaint.came_from is 'The row it was before a transfer, at the other organisation.';
comment on column complaints.complaint.tracking_hash is 'Hash of the code by which the customer follows it.';
create index complaint_id on complaints.complaint (id);
create index complaint_number on complaints.complaint (number);
create index complaint_newest on complaints.complaint (received_at desc, id desc);
create index complaint_newest_of on complaints.complaint (org_id, received_at desc, id desc);
create index complaint_queue on complaints.complaint (next_due_at, id)
  where state in ('received', 'acknowledged', 'investigating', 'waiting_customer', 'proposed', 'reopened');
create index complaint_handler on complaints.complaint (handler_id, received_at desc)
  where state in ('received', 'acknowledged', 'investigating', 'waiting_customer', 'proposed', 'resolved', 'reopened');
create index complaint_unread on complaints.complaint (unread_due_at) where read_at is null and unread_told_at is null;
create index complaint_cause on complaints.complaint (org_id, cause_key, received_at desc) where cause_key is not null;
select kernel.guard('complaints.complaint');

create table complaints.complainant (
  org_id uuid not null,
  complaint_id uuid not null,
  name text,
  phone text,
  email text,
  language text not null default 'zh-CN' check (language in ('zh-CN', 'zh-TW', 'en')),
  primary key (org_id, complaint_id),
  foreign key (org_id, complaint_id) references complaints.complaint (org_id, id)
);
comment on table complaints.complainant is 'Who complained. Shown masked; taken away when the time to keep it is over.';
create index complainant_phone on complaints.complainant (org_id, phone) where phone is not null;
create index complainant_email on complaints.complainant (org_id, email) where email is not null;
select kernel.guard('complaints.complainant');

create table complaints.clock (
  org_id uuid not null,
  complaint_id uuid not null,
  kind text not null check (kind in ('response', 'update', 'resolution')),
  limit_ms bigint not null check (limit_ms > 0),
  elapsed_ms bigint not null default 0 check (elapsed_ms >= 0),
  running_since timestamptz,
  paused_ms bigint not null default 0 check (paused_ms >= 0),
  paused_since timestamptz,
  stopped_at timestamptz,
  due_at timestamptz,
  warn_at timestamptz,
  warned_at timestamptz,
  overdue_at timestamptz,
  primary key (org_id, complaint_id, kind),
  foreign key (org_id, complaint_id) references complaints.complaint (org_id, id),
  check (num_nonnulls(running_since, paused_since, stopped_at) = 1),
  check ((running_since is null) = (due_at is null) and (running_since is null) = (warn_at is null))
);
comment on table complaints.clock is 'The three clocks of a complaint, in working time of its organisation: first response, next update, resolution.';
comment on column complaints.clock.elapsed_ms is 'Working time gone until running_since, or in all where it stands still.';
comment on column complaints.clock.paused_ms is 'Working time it stood still waiting for the customer, until paused_since.';
comment on column complaints.clock.warn_at is 'When four fifths are gone.';
comment on column complaints.clock.warned_at is 'The superior was told that four fifths are gone.';
comment on column complaints.clock.overdue_at is 'The superior was told that all of it is gone.';
create index clock_warn on complaints.clock (warn_at) where running_since is not null and warned_at is null;
create index clock_due on complaints.clock (due_at) where running_since is not null and overdue_at is null;
select kernel.guard('complaints.clock');

create table complaints.message (
  org_id uuid not null,
  id uuid not null,
  complaint_id uuid not null,
  kind text not null check (kind in ('note', 'to_customer', 'from_customer')),
  text text not null,
  author_id uuid references kernel.person,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, complaint_id) references complaints.complaint (org_id, id)
);
comment on table complaints.message is 'What was said: to the customer, by the customer, and among those who handle it.';
comment on column complaints.message.kind is 'A note is internal and reaches no customer.';
create index message_id on complaints.message (id);
create index message_of on complaints.message (org_id, complaint_id, created_at);
select kernel.guard('complaints.message');

create table complaints.remedy (
  org_id uuid not null,
  complaint_id uuid not null,
  method text not null check (method in ('five_why', 'category')),
  root_cause text not null check (root_cause <> ''),
  action text not null check (action <> ''),
  owner_id uuid not null references kernel.person,
  due_on date not null,
  check_on date,
  asked_at timestamptz,
  effective boolean,
  finding text,
  checked_by uuid references kernel.person,
  checked_at timestamptz,
  primary key (org_id, complaint_id),
  foreign key (org_id, complaint_id) references complaints.complaint (org_id, id),
  check ((effective is null) = (checked_at is null))
);
comment on table complaints.remedy is 'Why it happened at the root, what is done so that it does not happen again, and whether that worked.';
comment on column complaints.remedy.check_on is 'Day on which it is looked at whether the action worked, 30 days after the complaint was closed.';
create index remedy_check on complaints.remedy (check_on) where checked_at is null and asked_at is null;
select kernel.guard('complaints.remedy');

create table complaints.risk_signal (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  cause_key text not null,
  times int not null,
  since_on date not null,
  issue_id uuid,
  raised_at timestamptz not null,
  primary key (org_id, id)
);
comment on table complaints.risk_signal is 'The same cause several times within 90 days at one organisation: a sign of a risk, with the issue it opened.';
create index risk_signal_id on complaints.risk_signal (id);
create index risk_signal_of on complaints.risk_signal (org_id, cause_key, raised_at desc);
select kernel.guard('complaints.risk_signal');
