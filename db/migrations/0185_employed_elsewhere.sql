-- Row-level security shows whoever employs somebody the assignments within their reach and no others; that a person has
-- one employment at a time holds beyond it as well. This tells that there is another, and nothing of where.
create function kernel.is_employed(whom uuid, first_day date, end_day date) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from kernel.assignment
    where person_id = whom and kind = 'employment' and (ends_on is null or ends_on > first_day)
      and (end_day is null or starts_on < end_day))
$$;
comment on function kernel.is_employed is 'Whether a person is employed anywhere on a day from first_day on and before end_day.';
revoke execute on function kernel.is_employed from public;
grant execute on function kernel.is_employed to bylaw_app;
