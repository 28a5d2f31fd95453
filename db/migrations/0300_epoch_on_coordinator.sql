-- On a cluster the counters stand on the coordinator alone: a worker's copy of the tree has nothing to count.
create or replace function kernel.bump_epoch() returns trigger language plpgsql as $$
begin
  if to_regclass('kernel.epoch') is not null then
    update kernel.epoch set value = value + 1 where name = tg_argv[0];
  end if;
  return null;
end
$$;
