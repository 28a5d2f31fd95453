create table kernel.trail_head (
  org_id uuid primary key references kernel.organisation,
  seq bigint not null,
  hash bytea not null
);
comment on table kernel.trail_head is 'Last entry of each organisation''s chain. Its row lock orders the writers.';
select kernel.guard('kernel.trail_head');

create table kernel.trail_entry (
  org_id uuid not null references kernel.organisation,
  seq bigint not null,
  id uuid not null,
  at timestamptz not null,
  action text not null,
  actor_kind text not null check (actor_kind in ('person', 'system', 'api_key')),
  actor_person_id uuid references kernel.person,
  actor_name text not null,
  for_person_id uuid references kernel.person,
  subject_type text not null,
  subject_id uuid not null,
  subject_number text,
  subject_title text,
  diff jsonb,
  note text,
  request_id text,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (org_id, id),
  unique (org_id, seq)
);
comment on table kernel.trail_entry is 'What happened. Append-only: no grant and a trigger forbid any change, each entry carries the hash of the one before.';
comment on column kernel.trail_entry.diff is 'Field → [before, after].';
comment on column kernel.trail_entry.for_person_id is 'On whose behalf the actor acted (proxy).';
create index trail_entry_id on kernel.trail_entry (id);
create index trail_entry_subject on kernel.trail_entry (org_id, subject_type, subject_id, seq);
create index trail_entry_at on kernel.trail_entry (at desc, id);
select kernel.guard('kernel.trail_entry');

create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'trail entries are never changed' using errcode = 'restrict_violation';
end
$$;
create trigger trail_entry_append_only before update or delete on kernel.trail_entry
  for each row execute function kernel.refuse_change();
create trigger trail_entry_never_emptied before truncate on kernel.trail_entry
  for each statement execute function kernel.refuse_change();
revoke update, delete, truncate on kernel.trail_entry from bylaw_app;
revoke delete, truncate on kernel.trail_head from bylaw_app;

create table kernel.trail_checkpoint (
  id uuid primary key,
  made_at timestamptz not null,
  heads jsonb not null,
  signature text not null
);
comment on table kernel.trail_checkpoint is 'Signed lists of chain heads: what an exported copy is compared with.';
comment on column kernel.trail_checkpoint.heads is '[[org_id, seq, hash hex], …] in org_id order.';
