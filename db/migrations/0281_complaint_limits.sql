create table complaints.limits (
  version int primary key check (version > 0),
  from_on date not null,
  reason text not null,
  set_by uuid references kernel.person,
  set_at timestamptz not null
);
comment on table complaints.limits is 'Versions of the times complaints are handled in, by severity. On a day, the latest from_on not after it holds; of one day, the highest version. A complaint keeps those of the day it came.';
comment on column complaints.limits.set_by is 'Null: what the program began with.';

create table complaints.severity_limit (
  version int not null references complaints.limits,
  severity int not null check (severity between 1 and 4),
  response_hours numeric check (response_hours > 0),
  update_hours numeric not null check (update_hours > 0),
  resolve_days int check (resolve_days > 0),
  primary key (version, severity)
);
comment on table complaints.severity_limit is 'What one version says for a severity. What the regulation names is never exceeded, whatever stands here.';
comment on column complaints.severity_limit.response_hours is 'Working hours until the first response; null: as the regulation says.';
comment on column complaints.severity_limit.update_hours is 'Working hours until the customer hears the next word.';
comment on column complaints.severity_limit.resolve_days is 'Days until it is resolved; null: as the regulation says.';
revoke update, delete on complaints.limits, complaints.severity_limit from bylaw_app;
