create table kernel.control_result (
  org_id uuid not null references kernel.organisation,
  period text not null check (period ~ '^20\d\d-(0[1-9]|1[0-2])$'),
  control_key text not null,
  met int not null check (met >= 0),
  total int not null check (total > 0),
  status text generated always as (case when met < total then 'breached' else 'met' end) stored,
  edition int not null references kernel.regulation_version,
  measured_at timestamptz not null,
  primary key (org_id, period, control_key)
);
comment on table kernel.control_result is 'What a control came to for an organisation in a month; none where nothing was to be counted. Measured each night while the month runs and through the one after it, and when somebody asks; after that it stays.';
comment on column kernel.control_result.edition is 'The edition of the regulation in force at the end of the month, or on the day it was measured.';
comment on column kernel.control_result.measured_at is 'When these numbers came up.';
create index control_result_counted on kernel.control_result (control_key, period);
select kernel.guard('kernel.control_result');

create table kernel.control_run (
  period text not null check (period ~ '^20\d\d-(0[1-9]|1[0-2])$'),
  control_key text not null,
  edition int not null references kernel.regulation_version,
  measured_at timestamptz not null,
  primary key (period, control_key)
);
comment on table kernel.control_run is 'When a control was measured last for a month, over all organisations.';
