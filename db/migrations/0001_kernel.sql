create schema kernel;
comment on schema kernel is 'What every chapter stands on: organisations, people, access, trail, tasks, files, numbers, mail, search.';
grant usage on schema kernel to bylaw_app;
alter default privileges in schema kernel grant select, insert, update, delete on tables to bylaw_app;
alter default privileges in schema kernel grant usage on sequences to bylaw_app;

-- The policy's text lives here and nowhere else, in its two forms (ARCHITECTURE, "Reach").
create function kernel.reach_policy(form text) returns text language sql immutable as $$
  select case form
    when 'citus' then $p$current_setting('bylaw.reach_all', true) = 'on' or strpos(current_setting('bylaw.reach', true), org_id::text) > 0$p$
    else $p$current_setting('bylaw.reach_all', true) = 'on' or org_id in (select unnest(nullif(current_setting('bylaw.reach', true), '')::uuid[]))$p$
  end
$$;
comment on function kernel.reach_policy is 'The row-level security expression of every organisation-owned table, for plain PostgreSQL or for Citus.';

create function kernel.guard(guarded regclass) returns void language plpgsql as $$
declare
  form text := case when exists (select from pg_extension where extname = 'citus') then 'citus' else 'postgres' end;
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('drop policy if exists reach on %s', guarded);
  execute format('create policy reach on %s to bylaw_app using (%s) with check (%s)',
    guarded, kernel.reach_policy(form), kernel.reach_policy(form));
end
$$;
comment on function kernel.guard is 'Puts an organisation-owned table behind reach. Every migration that makes such a table calls it.';
revoke execute on function kernel.guard from public;

create table kernel.setting (
  key text primary key,
  value jsonb not null,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  updated_by uuid
);
comment on table kernel.setting is 'Company settings by key. Nothing secret: secrets come from the environment.';

create table kernel.epoch (
  name text primary key,
  value bigint not null default 1
);
comment on table kernel.epoch is 'Counters bumped in the transaction that changes the tree or the rights; caches compare them on every request, so that none is ever stale.';
insert into kernel.epoch (name) values ('organisations'), ('access');

create function kernel.bump_epoch() returns trigger language plpgsql as $$
begin
  update kernel.epoch set value = value + 1 where name = tg_argv[0];
  return null;
end
$$;

create table kernel.organisation (
  id uuid primary key,
  kind text not null check (kind in ('headquarters', 'region', 'branch', 'department', 'partner_point')),
  code text not null unique check (code <> ''),
  name text not null check (length(name) between 1 and 200),
  name_en text,
  parent_id uuid references kernel.organisation,
  path uuid[] not null,
  life text not null check (life in ('proposed', 'preparing', 'active', 'suspended', 'closed')),
  time_zone text not null default 'Asia/Shanghai',
  credit_code text unique check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  started_on date,
  closed_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((parent_id is null) = (kind = 'headquarters')),
  check (path[array_length(path, 1)] = id)
);
comment on table kernel.organisation is 'The tree of service organisations. Shared: nothing private here; premises, scope and filings are organisation-owned.';
comment on column kernel.organisation.path is 'From the root to the organisation itself.';
comment on column kernel.organisation.credit_code is 'Unified social credit code, GB 32100; unique across the network, closed organisations included.';
create unique index organisation_one_root on kernel.organisation ((true)) where parent_id is null;
create unique index organisation_name_per_parent on kernel.organisation (parent_id, name) where life <> 'closed';
create index organisation_path on kernel.organisation using gin (path);
create index organisation_parent on kernel.organisation (parent_id);
create trigger organisation_epoch after insert or update or delete on kernel.organisation
  for each statement execute function kernel.bump_epoch('organisations');

create table kernel.person (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  name_en text,
  home_org_id uuid not null references kernel.organisation,
  active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null default now()
);
comment on table kernel.person is 'One lifelong person: name and display only. Everything else is a row of the employing organisation.';
comment on column kernel.person.home_org_id is 'Where the person is employed now, for display and for what belongs to the person alone.';
create index person_home on kernel.person (home_org_id);

create table kernel.assignment (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  person_id uuid not null references kernel.person,
  kind text not null check (kind in ('employment', 'secondment', 'head', 'responsible')),
  post text not null,
  starts_on date not null,
  ends_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  check (ends_on is null or ends_on > starts_on)
);
comment on table kernel.assignment is 'Who held which post where, from when to when. Effective-dated, never overwritten: an end is set and a new row begins.';
comment on column kernel.assignment.ends_on is 'First day on which it no longer holds.';
create index assignment_id on kernel.assignment (id);
create index assignment_person on kernel.assignment (person_id);
select kernel.guard('kernel.assignment');

create table kernel.employee_record (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  person_id uuid not null references kernel.person,
  employee_no text,
  phone text,
  email text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
comment on table kernel.employee_record is 'What the employing organisation keeps about a person: private, within reach.';
create index employee_record_id on kernel.employee_record (id);
create unique index employee_record_person on kernel.employee_record (org_id, person_id);
select kernel.guard('kernel.employee_record');

-- Sign-in. Column names follow better-auth's fields (see kernel/access/auth.ts).
create table kernel.account (
  id uuid primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  person_id uuid unique references kernel.person,
  language text not null default 'zh-CN' check (language in ('zh-CN', 'zh-TW', 'en')),
  two_factor_enabled boolean not null default false,
  failed_sign_ins int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table kernel.account is 'Who may sign in. One account, one person.';
create table kernel.account_session (
  id uuid primary key,
  token text not null unique,
  user_id uuid not null references kernel.account on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table kernel.account_session is 'Signed-in browsers.';
create index account_session_user on kernel.account_session (user_id);
create table kernel.account_credential (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references kernel.account on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
comment on table kernel.account_credential is 'How an account proves itself: a password hash or an identity of an OIDC provider.';
create index account_credential_user on kernel.account_credential (user_id);
create table kernel.account_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table kernel.account_verification is 'Short-lived secrets of a sign-in under way.';
create index account_verification_identifier on kernel.account_verification (identifier);
create table kernel.account_two_factor (
  id uuid primary key,
  user_id uuid not null references kernel.account on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verifications int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table kernel.account_two_factor is 'Time-based one-time password secrets, encrypted with the installation''s secret.';
create index account_two_factor_user on kernel.account_two_factor (user_id);

create table kernel.role (
  key text primary key,
  builtin boolean not null default false,
  title text not null,
  title_en text not null,
  version int not null default 1
);
comment on table kernel.role is 'Roles. Built-in ones follow the code''s permission table at every start; custom ones are data.';
create table kernel.role_permission (
  role_key text not null references kernel.role on delete cascade,
  permission text not null,
  primary key (role_key, permission)
);
comment on table kernel.role_permission is 'Role × permission.';
create table kernel.role_assignment (
  id uuid primary key,
  person_id uuid not null references kernel.person,
  role_key text not null references kernel.role,
  organisation_id uuid not null references kernel.organisation,
  with_subtree boolean not null default false,
  starts_on date not null,
  ends_on date,
  source text not null default 'granted' check (source in ('granted', 'appointment')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  check (ends_on is null or ends_on > starts_on)
);
comment on table kernel.role_assignment is 'A role at an organisation, with or without its subtree, from date to date. Read before reach exists, hence shared.';
comment on column kernel.role_assignment.ends_on is 'First day on which it no longer holds.';
create index role_assignment_person on kernel.role_assignment (person_id);
create index role_assignment_organisation on kernel.role_assignment (organisation_id, role_key);
create trigger role_epoch after insert or update or delete on kernel.role
  for each statement execute function kernel.bump_epoch('access');
create trigger role_permission_epoch after insert or update or delete on kernel.role_permission
  for each statement execute function kernel.bump_epoch('access');

create table kernel.api_key (
  id uuid primary key,
  account_id uuid not null references kernel.account,
  name text not null,
  prefix text not null,
  hash text not null unique,
  permissions text[],
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table kernel.api_key is 'Keys for programs. Only the SHA-256 of a key is kept; it acts as its account, narrowed to its permissions.';
create index api_key_account on kernel.api_key (account_id);

create table kernel.idempotency (
  account_id uuid not null,
  key text not null,
  fingerprint text not null,
  status int,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (account_id, key)
);
comment on table kernel.idempotency is 'First answers of writes, by account and Idempotency-Key, kept for a day. Read by its own account only.';
alter table kernel.idempotency enable row level security;
create policy own on kernel.idempotency to bylaw_app
  using (account_id = nullif(current_setting('bylaw.account', true), '')::uuid)
  with check (account_id = nullif(current_setting('bylaw.account', true), '')::uuid);

create table kernel.saved_view (
  account_id uuid not null references kernel.account on delete cascade,
  id uuid not null,
  list text not null,
  title text not null,
  query text not null,
  created_at timestamptz not null default now(),
  primary key (account_id, id)
);
comment on table kernel.saved_view is 'A list''s filters under a name, for one account.';
