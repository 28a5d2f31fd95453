-- Row-level security lets no index on words be used (@@ is not leakproof), so that a search would read every entry of
-- the network. This function belongs to the tables' owner, uses the index, and applies the same policy itself.
-- Of a broad search only so many entries are weighed; organisations and people, of which there are few, always are.
create function kernel.find_entries(wanted tsquery, most int)
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
        where words @@ $1 and subject_type in (''organisation'', ''person'') and (%1$s) limit $2)
       union all
       (select * from kernel.search_entry
        where words @@ $1 and subject_type not in (''organisation'', ''person'') and (%1$s) limit $2)
     ) e
     order by rank desc, length(e.title), e.id', reached)
  using wanted, most;
end
$$;
comment on function kernel.find_entries is 'Search entries within the reach of the transaction, best first.';
revoke execute on function kernel.find_entries from public;
grant execute on function kernel.find_entries to bylaw_app;
create index search_entry_subject_type on kernel.search_entry (subject_type, org_id);
