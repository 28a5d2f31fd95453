-- A search of a frequent word takes the newest of what fits, whichever they are, and finds them by time: the index holds
-- beside the words the month in which a record came up.
alter table kernel.search_entry add column came_at timestamptz not null default now();
drop index kernel.search_entry_words;
-- An id of version 7 begins with the time at which it was given. The table is written anew: an update would leave rows behind
-- for which PostgreSQL keeps a new index from being used for a while.
alter table kernel.search_entry alter column came_at type timestamptz using case
  when substr(id::text, 15, 1) = '7'
    then to_timestamp((('x' || substr(id::text, 1, 8) || substr(id::text, 10, 4))::bit(48)::bigint) / 1000.0)
  else updated_at end;
comment on column kernel.search_entry.came_at is 'When the subject came up; of what fits the newest is found first.';
create index search_entry_came_at on kernel.search_entry (came_at);

create function kernel.month_of(at timestamptz) returns int language sql immutable parallel safe as $$
  select (extract(year from at at time zone 'UTC') * 12 + extract(month from at at time zone 'UTC'))::int - 1
$$;
comment on function kernel.month_of is 'Months since the year 0, in UTC.';
create function kernel.dated(words tsvector, at timestamptz) returns tsvector language sql immutable parallel safe as $$
  select words || array_to_tsvector(array['month:' || kernel.month_of(at)])
$$;
comment on function kernel.dated is 'Words of an entry with its month. No word anybody types holds a colon.';
create index search_entry_words on kernel.search_entry using gin (kernel.dated(words, came_at));

-- Whoever reaches few organisations has few entries, and they are found by their organisation. Of the network's the last
-- month is looked through first, then six times as many each time, until there are enough: a frequent word costs no
-- more than a month of it, a rare one a look into the index.
create function kernel.newest_entries(wanted tsquery, only_type text, before_at timestamptz, before_id uuid, most int)
returns setof kernel.search_entry
language plpgsql stable security definer set search_path = pg_catalog, kernel set enable_seqscan = off as $$
declare
  form text := case when exists (select from pg_extension where extname = 'citus') then 'citus' else 'postgres' end;
  reached text := kernel.reach_policy(form);
  kind text := case when only_type is null then 'subject_type not in (''organisation'', ''person'')' else 'subject_type = $3' end;
  reach uuid[] := nullif(current_setting('bylaw.reach', true), '')::uuid[];
  few boolean := current_setting('bylaw.reach_all', true) is distinct from 'on' and coalesce(cardinality(reach), 0) <= 200;
  oldest int := kernel.month_of((select min(came_at) from kernel.search_entry));
  last int := kernel.month_of(least((select max(came_at) from kernel.search_entry), before_at));
  months int := 1;
  found int;
  missing int := most;
  within tsquery;
begin
  if few then
    return query execute format(
      'select * from kernel.search_entry where words @@ $1 and (%s) and %s and org_id = any($6)
         and ($4 is null or (came_at, id) < ($4, $5))
       order by came_at desc, id desc limit $2', reached, kind)
    using wanted, most, only_type, before_at, before_id, reach;
    return;
  end if;
  while last >= oldest and missing > 0 loop
    within := (select string_agg(format('''month:%s''', m), ' | ') from generate_series(greatest(last - months + 1, oldest), last) m)::tsquery;
    -- Put in order apart: walking the index by time until enough fit may walk through all of it.
    return query execute format(
      'select * from (
         select * from kernel.search_entry where kernel.dated(words, came_at) @@ $1 and (%s) and %s
           and ($4 is null or (came_at, id) < ($4, $5)) offset 0
       ) fitting order by came_at desc, id desc limit $2', reached, kind)
    using wanted && within, missing, only_type, before_at, before_id;
    get diagnostics found = row_count;
    missing := missing - found;
    last := last - months;
    months := months * 6;
  end loop;
end
$$;
comment on function kernel.newest_entries is 'Search entries within the reach of the transaction, the newest first; those before a place, where one is named.';
revoke execute on function kernel.newest_entries from public;
grant execute on function kernel.newest_entries to bylaw_app;

-- As before, but of a broad search the newest are weighed, not any.
create or replace function kernel.find_entries(wanted tsquery, most int)
returns table (org_id uuid, id uuid, subject_type text, title text, number text, link text, rank real)
language plpgsql stable security definer set search_path = pg_catalog, kernel as $$
declare
  form text := case when exists (select from pg_extension where extname = 'citus') then 'citus' else 'postgres' end;
  reached text := kernel.reach_policy(form);
begin
  return query execute format(
    'select e.org_id, e.id, e.subject_type, e.title, e.number, e.link, ts_rank(e.words, $1) as rank
     from (
       (select * from kernel.search_entry
        where kernel.dated(words, came_at) @@ $1 and subject_type in (''organisation'', ''person'') and (%1$s)
        order by length(title), id limit $2)
       union all
       select * from kernel.newest_entries($1, null, null, null, $2)
     ) e
     order by rank desc, length(e.title), e.id', reached)
  using wanted, most;
end
$$;
analyze kernel.search_entry;
