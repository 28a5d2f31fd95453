alter table kernel.indicator drop constraint indicator_unit_check;
alter table kernel.indicator add constraint indicator_unit_check
  check (unit in ('percent', 'per_thousand', 'count', 'days', 'ratio', 'amount'));
