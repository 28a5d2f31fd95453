create table kernel.regulation_version (
  number int primary key check (number > 0),
  effective_on date not null,
  published_at timestamptz not null,
  published_by uuid references kernel.person,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  snapshot jsonb not null
);
comment on table kernel.regulation_version is 'Editions of the regulation: clauses, controls and values as they hold from a day on. On a day, that of the latest effective_on not after it holds; of one day, the highest number.';
comment on column kernel.regulation_version.published_by is 'Null: the program itself, when it was installed or upgraded.';
comment on column kernel.regulation_version.hash is 'SHA-256 of the snapshot as canonical JSON.';
create index regulation_version_effective on kernel.regulation_version (effective_on desc, number desc);

create table kernel.regulation_parameter (
  key text not null check (key ~ '^[a-z][a-z_]*$'),
  version int not null check (version > 0),
  value jsonb not null,
  effective_on date not null,
  reason text,
  set_at timestamptz not null,
  set_by uuid references kernel.person,
  primary key (key, version)
);
comment on table kernel.regulation_parameter is 'The regulation''s own numbers, effective-dated and never overwritten. On a day, the value of the latest effective_on not after it holds; of one day, the highest version.';
comment on column kernel.regulation_parameter.set_by is 'Null: the default, brought in when the program was installed or upgraded.';
create index regulation_parameter_effective on kernel.regulation_parameter (key, effective_on desc, version desc);

create function kernel.refuse_rewriting_regulation() returns trigger language plpgsql as $$
begin
  raise exception 'what the regulation said is never changed' using errcode = 'restrict_violation';
end
$$;
create trigger regulation_version_append_only before update or delete on kernel.regulation_version
  for each row execute function kernel.refuse_rewriting_regulation();
create trigger regulation_parameter_append_only before update or delete on kernel.regulation_parameter
  for each row execute function kernel.refuse_rewriting_regulation();
revoke update, delete, truncate on kernel.regulation_version, kernel.regulation_parameter from bylaw_app;
