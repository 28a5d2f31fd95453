-- The running year is measured each night as a period of its own: the sum of its months isn't what it comes to, as a record may move
-- from one month to another after the first of them was measured last.
alter table kernel.control_result drop constraint control_result_period_check;
alter table kernel.control_result add constraint control_result_period_check check (period ~ '^20\d\d(-(0[1-9]|1[0-2]))?$');
alter table kernel.control_run drop constraint control_run_period_check;
alter table kernel.control_run add constraint control_run_period_check check (period ~ '^20\d\d(-(0[1-9]|1[0-2]))?$');
comment on table kernel.control_result is 'What a control came to for an organisation in a month or a year; none where nothing was to be counted. A year is measured each night while it runs; a month so and for four months after it, and when somebody asks. After that it stays.';
comment on column kernel.control_result.period is 'A month, 2026-03, or a year, 2026: counted as one period, and not the sum of its months.';
comment on column kernel.control_result.edition is 'The edition of the regulation in force at the end of the period, or on the day it was measured.';
comment on table kernel.control_run is 'When a control was measured last for a month or a year, over all organisations.';

create table kernel.control_total (
  period text not null check (period ~ '^20\d\d(-(0[1-9]|1[0-2]))?$'),
  control_key text not null,
  met int not null check (met >= 0),
  total int not null check (total >= met),
  primary key (period, control_key)
);
comment on table kernel.control_total is 'What the results of all organisations come to together: read and written only by who reaches everything.';
insert into kernel.control_total (period, control_key, met, total) select period, control_key, met, total from kernel.control_run;
alter table kernel.control_run drop column met, drop column total;
alter table kernel.control_total enable row level security;
create policy whole_network on kernel.control_total to bylaw_app
  using (current_setting('bylaw.reach_all', true) = 'on') with check (current_setting('bylaw.reach_all', true) = 'on');
