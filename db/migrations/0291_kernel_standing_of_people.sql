-- Row-level security shows whoever ends somebody's assignment those within their reach and no others; whether a person has
-- left, and where they are employed, hangs on all of them. This tells the two and nothing else.
create function kernel.standing_of(whom uuid[], moment timestamptz)
returns table (person_id uuid, home_org_id uuid, active boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select a.person_id,
    (array_agg(a.org_id order by a.starts_on desc)
      filter (where a.kind = 'employment' and a.starts_on <= today.day and (a.ends_on is null or a.ends_on > today.day)))[1],
    bool_or(a.ends_on is null or a.ends_on > greatest(today.day, a.starts_on))
  from kernel.assignment a join kernel.organisation o on o.id = a.org_id
  cross join lateral (select (moment at time zone o.time_zone)::date as day) today
  where a.person_id = any(whom)
  group by a.person_id
$$;
comment on function kernel.standing_of is 'Where people are employed at a moment, null: nowhere; and whether any assignment of theirs holds or is still to begin.';
revoke execute on function kernel.standing_of from public;
grant execute on function kernel.standing_of to bylaw_app;

-- One that never began is withdrawn: it ends on the day on which it was to begin.
alter table kernel.assignment drop constraint assignment_check;
alter table kernel.assignment add constraint assignment_check check (ends_on is null or ends_on >= starts_on);

create or replace function kernel.is_employed(whom uuid, first_day date, end_day date) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from kernel.assignment
    where person_id = whom and kind = 'employment' and (ends_on is null or ends_on > greatest(first_day, starts_on))
      and (end_day is null or starts_on < end_day))
$$;

create index assignment_starts on kernel.assignment (starts_on);
create index assignment_ends on kernel.assignment (ends_on) where ends_on is not null;
comment on column kernel.person.active is 'Some assignment holds or is still to begin. Follows from the assignments, at midnight where each organisation is.';
