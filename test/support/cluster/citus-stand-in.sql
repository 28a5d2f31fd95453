-- What `distribute()` asks of Citus, on a PostgreSQL that has none. Nothing is spread: each call is written down, keeps the
-- catalogue Citus would keep, and is refused where Citus 12 and 13 refuse it (citusdata/citus, src/backend/distributed/commands:
-- create_distributed_table.c, foreign_constraint.c, policy.c, trigger.c). As a superuser; in a database that is dropped afterwards.
set allow_system_table_mods = on;
insert into pg_catalog.pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
  select pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index'), 'citus', oid, 'pg_catalog'::regnamespace, false, '13.0-1'
  from pg_roles where rolname = current_user;
reset allow_system_table_mods;

create table public.pg_dist_node (
  groupid int not null,
  nodename text not null,
  nodeport int not null default 5432,
  noderole text not null default 'primary',
  isactive boolean not null default true
);
insert into public.pg_dist_node (groupid, nodename) values (0, 'coordinator'), (1, 'worker one'), (2, 'worker two');

create table public.pg_dist_partition (
  logicalrelid regclass primary key,
  partmethod "char" not null,
  partkey text,
  colocationid int not null,
  repmodel "char" not null
);
comment on table public.pg_dist_partition is 'h: by hash of partkey; n with t: a reference table; n with s: a local table the cluster knows of.';

create table public.citus_call (
  n int generated always as identity primary key,
  what text not null,
  relation text not null,
  beside text
);

create function public.citus_full_name(relation regclass) returns text language sql stable as $$
  select format('%s.%s', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = relation
$$;

create function public.citus_refuse_unfit(relation regclass) returns void language plpgsql as $$
declare
  one record;
begin
  if exists (select from public.pg_dist_partition where logicalrelid = relation and (partmethod = 'h' or repmodel = 't')) then
    raise exception 'table "%" is already distributed', relation using errcode = 'duplicate_table';
  end if;
  for one in select polname from pg_policy
    where polrelid = relation and concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) ~* '\mselect\M' loop
    raise exception 'cannot create policy "%": subqueries are not supported in policies on distributed tables', one.polname;
  end loop;
  if current_setting('citus.enable_unsafe_triggers', true) is distinct from 'on'
    and exists (select from pg_trigger where tgrelid = relation and not tgisinternal) then
    raise exception 'cannot distribute relation "%" because it has triggers', relation;
  end if;
end
$$;

create function public.create_distributed_table(
  table_name regclass, distribution_column text, distribution_type text default 'hash',
  colocate_with text default 'default', shard_count int default null
) returns void language plpgsql as $$
declare
  keyed record;
  one record;
  place int;
begin
  perform public.citus_refuse_unfit(table_name);
  select attnum, atttypid into keyed from pg_attribute
    where attrelid = table_name and attname = distribution_column and not attisdropped;
  if not found then
    raise exception 'column "%" of relation "%" does not exist', distribution_column, table_name;
  end if;
  if colocate_with = 'none' then
    select coalesce(max(colocationid), 0) + 1 into place from public.pg_dist_partition;
  else
    select p.colocationid, a.atttypid into one from public.pg_dist_partition p
      join pg_attribute a on a.attrelid = p.logicalrelid and a.attname = p.partkey
      where p.logicalrelid = colocate_with::regclass and p.partmethod = 'h';
    if not found then
      raise exception 'relation % is not distributed', colocate_with;
    elsif one.atttypid <> keyed.atttypid then
      raise exception 'cannot colocate tables % and %', colocate_with, table_name;
    end if;
    place := one.colocationid;
  end if;
  for one in select indexrelid::regclass::text as name from pg_index
    where indrelid = table_name and indisunique and not keyed.attnum = any ((indkey::int2[])[0:indnkeyatts - 1]) loop
    raise exception 'cannot create constraint on "%": % does not include the partition column', table_name, one.name;
  end loop;
  for one in
    select k.conname as name, k.confrelid, k.confdeltype, p.partmethod, p.repmodel, p.colocationid,
      array_position(k.conkey, keyed.attnum) as here, k.confkey,
      (select attnum from pg_attribute where attrelid = k.confrelid
        and attname = case when k.confrelid = table_name then distribution_column else p.partkey end) as keyed_there
    from pg_constraint k left join public.pg_dist_partition p on p.logicalrelid = k.confrelid
    where k.conrelid = table_name and k.contype = 'f' loop
    if one.confrelid = table_name or one.partmethod = 'h' then
      if one.confrelid <> table_name and one.colocationid <> place then
        raise exception 'cannot create foreign key constraint %: relations are not colocated', one.name;
      elsif one.here is null or one.confkey[one.here] is distinct from one.keyed_there then
        raise exception 'cannot create foreign key constraint %: it has to include the partition column at the same place', one.name;
      elsif one.confdeltype in ('n', 'd') then
        raise exception 'cannot create foreign key constraint %: SET NULL or SET DEFAULT of the distribution key', one.name;
      end if;
    elsif one.repmodel is distinct from 't' then
      raise exception 'cannot create foreign key constraint %: referenced table "%" must be a distributed table or a reference table',
        one.name, one.confrelid::regclass;
    end if;
  end loop;
  insert into public.citus_call (what, relation, beside)
    values ('create_distributed_table by ' || distribution_column, public.citus_full_name(table_name), colocate_with);
  delete from public.pg_dist_partition where logicalrelid = table_name;
  insert into public.pg_dist_partition values (table_name, 'h', distribution_column, place, 's');
end
$$;

create function public.create_reference_table(table_name regclass) returns void language plpgsql as $$
declare
  one record;
begin
  perform public.citus_refuse_unfit(table_name);
  for one in
    select k.conname as name, k.confrelid::regclass as there from pg_constraint k
    left join public.pg_dist_partition p on p.logicalrelid = k.confrelid
    where k.conrelid = table_name and k.contype = 'f' and k.confrelid <> table_name and p.repmodel is distinct from 't' loop
    raise exception 'cannot create foreign key constraint %: a reference table can only refer to reference tables, % is none',
      one.name, one.there;
  end loop;
  insert into public.citus_call (what, relation) values ('create_reference_table', public.citus_full_name(table_name));
  delete from public.pg_dist_partition where logicalrelid = table_name;
  insert into public.pg_dist_partition values (table_name, 'n', null, 0, 't');
  -- citus.enable_local_reference_table_foreign_keys: what refers to it from the coordinator alone is known from here on.
  insert into public.pg_dist_partition
    select distinct conrelid::regclass, 'n'::"char", null::text, 0, 's'::"char" from pg_constraint
    where confrelid = table_name and contype = 'f' and conrelid <> table_name
    on conflict do nothing;
end
$$;
