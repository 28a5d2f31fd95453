alter table complaints.clock add column ended_at timestamptz generated always as (
  case when stopped_at is not null and elapsed_ms <= limit_ms then stopped_at else coalesce(due_at, overdue_at, stopped_at) end
) stored;
comment on column complaints.clock.ended_at is 'When it was decided whether it was kept: it stopped in time, or its time ran out. Null while it is paused.';
create index clock_ended on complaints.clock (kind, ended_at);
create index rating_when on complaints.rating (rated_at);
