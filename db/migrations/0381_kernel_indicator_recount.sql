create table kernel.indicator_recount (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  measure text not null,
  day date not null,
  primary key (org_id, id)
);
comment on table kernel.indicator_recount is 'Records of a period gone by changed: what is counted from them is counted anew in the next round, which takes these rows away.';
comment on column kernel.indicator_recount.measure is 'The registered query that counts them.';
comment on column kernel.indicator_recount.day is 'A day of the period, where the company is.';
create index indicator_recount_measure on kernel.indicator_recount (measure, day);
create index indicator_recount_id on kernel.indicator_recount (id);
select kernel.guard('kernel.indicator_recount');
