create table kernel.approval_proxy (
  id uuid primary key,
  owner_id uuid not null references kernel.person,
  proxy_id uuid not null references kernel.person,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  note text check (length(note) between 1 and 500),
  created_by uuid not null references kernel.person,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references kernel.person,
  version int not null default 1,
  check (owner_id <> proxy_id),
  check (starts_at < ends_at),
  check ((ended_at is null) = (ended_by is null))
);
comment on table kernel.approval_proxy is 'Who decides on approvals in another''s place, from when to when. Shared; windows are half-open.';
comment on column kernel.approval_proxy.owner_id is 'In whose place.';
comment on column kernel.approval_proxy.starts_at is 'First instant of the window [starts_at, ends_at), given in the owner''s time zone.';
comment on column kernel.approval_proxy.ended_at is 'Ended before its time: it no longer holds from this instant on.';
create index approval_proxy_owner on kernel.approval_proxy (owner_id, ends_at);
create index approval_proxy_proxy on kernel.approval_proxy (proxy_id, ends_at);

alter table kernel.approval_signer rename column for_person_id to answered_by_id;
comment on column kernel.approval_signer.answered_by_id is 'The proxy who gave the answer in this person''s place; null where they gave it themselves.';

-- Whoever decides in another's place sees at once what comes and goes for them.
create function kernel.tell_proxies() returns trigger language plpgsql as $$
begin
  perform pg_notify('bylaw_inbox', p.proxy_id::text) from kernel.approval_proxy p
  where p.owner_id = new.person_id and p.starts_at <= now() and least(p.ends_at, coalesce(p.ended_at, p.ends_at)) > now();
  return null;
end
$$;
comment on function kernel.tell_proxies is 'Tells the windows of a proxy that what waits for the owner changed.';
create trigger task_told_proxies after insert or update of person_id, title, due_at, closed_at on kernel.task
  for each row when (new.kind = 'approvals.inbox.asked') execute function kernel.tell_proxies();
create function kernel.tell_proxy() returns trigger language plpgsql as $$
begin
  perform pg_notify('bylaw_inbox', new.proxy_id::text);
  return null;
end
$$;
comment on function kernel.tell_proxy is 'Tells the windows of whoever became a proxy, or no longer is.';
create trigger approval_proxy_told after insert or update on kernel.approval_proxy
  for each row execute function kernel.tell_proxy();
