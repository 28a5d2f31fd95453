alter table kernel.control_run add column met int not null default 0, add column total int not null default 0;
update kernel.control_run r set met = s.met, total = s.total
from (select period, control_key, sum(met)::int met, sum(total)::int total from kernel.control_result group by 1, 2) s
where s.period = r.period and s.control_key = r.control_key;
comment on column kernel.control_run.met is 'What the results of all organisations come to together, and so total: read for whoever reaches all of them.';
