alter table kernel.indicator_value add column late boolean not null default false;
comment on column kernel.indicator_value.late is 'The period''s value first came when the period''s end and the grace were over. Kept by corrections.';
comment on column kernel.indicator_value.reason is 'Why it was corrected, came late, or was counted anew.';
-- What came late before a reason was asked for has none.
update kernel.indicator_value v set late = true
from kernel.indicator i, kernel.organisation o
where i.id = v.indicator_id and i.source <> 'computed' and o.id = v.org_id and exists (
  select from kernel.indicator_value f
  where f.org_id = v.org_id and f.indicator_id = v.indicator_id and f.period = v.period and f.revision = 1
    and (f.entered_at at time zone o.time_zone)::date > f.period_end + i.grace_days);
