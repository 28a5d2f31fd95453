create table kernel.indicator (
  id uuid primary key,
  key text not null unique check (key ~ '^[a-z_]+(\.[a-z_]+)+$'),
  title text not null check (length(title) between 1 and 200),
  title_en text,
  description text not null default '',
  unit text not null check (unit in ('percent', 'count', 'days', 'ratio', 'amount')),
  direction text not null check (direction in ('higher', 'lower')),
  frequency text not null check (frequency in ('month', 'quarter')),
  source text not null check (source in ('computed', 'entered', 'imported')),
  measure text,
  grace_days int not null check (grace_days between 0 and 90),
  clause text,
  starts_on date not null,
  active boolean not null default true,
  version int not null default 1,
  check ((measure is not null) = (source = 'computed'))
);
comment on table kernel.indicator is 'What is measured of every organisation at work, period by period. Shared: it holds no organisation''s numbers.';
comment on column kernel.indicator.direction is 'higher: the more the better; lower: the less the better.';
comment on column kernel.indicator.measure is 'Of a computed one: the registered query that counts it.';
comment on column kernel.indicator.grace_days is 'Days after the end of a period until which its value may come before the indicator is stale.';
comment on column kernel.indicator.starts_on is 'First day of the first period a value is asked for.';

create table kernel.indicator_threshold (
  indicator_id uuid not null references kernel.indicator,
  version int not null,
  amber numeric not null,
  red numeric not null,
  set_by uuid references kernel.person,
  set_at timestamptz not null,
  reason text not null default '',
  primary key (indicator_id, version)
);
comment on table kernel.indicator_threshold is 'Warning values, versioned and never overwritten. A value that equals one has reached it.';

create table kernel.indicator_value (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  indicator_id uuid not null references kernel.indicator,
  period text not null check (period ~ '^20\d\d-(Q[1-4]|0[1-9]|1[0-2])$'),
  period_end date not null,
  value numeric not null,
  numerator numeric,
  denominator numeric,
  level text not null check (level in ('green', 'amber', 'red')),
  threshold_version int not null,
  amber numeric not null,
  red numeric not null,
  revision int not null default 1,
  reason text,
  entered_by uuid references kernel.person,
  entered_at timestamptz not null,
  superseded_at timestamptz,
  primary key (org_id, id),
  unique (org_id, indicator_id, period, revision),
  check (revision = 1 or length(reason) > 0)
);
comment on table kernel.indicator_value is 'Values per organisation and period. A corrected value is a new revision with its reason; the old one stays.';
comment on column kernel.indicator_value.amber is 'The warning values in force when it was entered: its level stays as it was, whatever is set later.';
create index indicator_value_id on kernel.indicator_value (id);
create unique index indicator_value_current on kernel.indicator_value (org_id, indicator_id, period) where superseded_at is null;
create index indicator_value_period on kernel.indicator_value (indicator_id, period_end desc) where superseded_at is null;
select kernel.guard('kernel.indicator_value');

create table kernel.indicator_warning (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  indicator_id uuid not null references kernel.indicator,
  level text not null check (level in ('amber', 'red')),
  period text not null,
  value numeric not null,
  raised_at timestamptz not null,
  escalated int not null default 0 check (escalated between 0 and 2),
  response text,
  responded_by uuid references kernel.person,
  responded_at timestamptz,
  rearmed_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  check ((response is null) = (responded_at is null))
);
comment on table kernel.indicator_warning is 'Warning values that were reached. Each level is raised once until two periods in a row lie inside again.';
comment on column kernel.indicator_warning.escalated is 'Nobody responded: 1 after 24 hours, 2 after 72.';
comment on column kernel.indicator_warning.rearmed_at is 'Two periods in a row were inside: the next time it is raised anew.';
create index indicator_warning_id on kernel.indicator_warning (id);
create unique index indicator_warning_armed on kernel.indicator_warning (org_id, indicator_id, level) where rearmed_at is null;
select kernel.guard('kernel.indicator_warning');
