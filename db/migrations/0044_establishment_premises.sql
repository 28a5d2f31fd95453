create schema if not exists establishment;
comment on schema establishment is 'Chapter 2: setting up, changing and closing service organisations, and the registry that follows from it.';
grant usage on schema establishment to bylaw_app;
alter default privileges in schema establishment grant select, insert, update, delete on tables to bylaw_app;
alter default privileges in schema establishment grant usage on sequences to bylaw_app;

create table establishment.premises (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  starts_on date not null,
  ends_on date,
  province text,
  city text,
  address text check (length(address) between 1 and 500),
  postcode text,
  phone text,
  area numeric(10, 2) check (area > 0),
  tenure text check (tenure in ('owned', 'leased', 'lent')),
  tenure_until date,
  lng double precision check (lng between -180 and 180),
  lat double precision check (lat between -90 and 90),
  scope text check (length(scope) between 1 and 10000),
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, starts_on),
  check (ends_on is null or ends_on > starts_on),
  check ((lng is null) = (lat is null))
);
comment on table establishment.premises is 'Where an organisation works and what it may do there, from when to when. A change ends one row and begins the next.';
comment on column establishment.premises.ends_on is 'First day on which it no longer holds.';
comment on column establishment.premises.area is 'Square metres.';
comment on column establishment.premises.scope is 'Scope of services as filed.';
comment on column establishment.premises.tenure_until is 'Last day of the lease or loan.';
comment on column establishment.premises.lng is 'Longitude of the map point in degrees, WGS 84.';
comment on column establishment.premises.lat is 'Latitude of the map point in degrees, WGS 84.';
create index premises_id on establishment.premises (id);
create unique index premises_latest on establishment.premises (org_id) where ends_on is null;
select kernel.guard('establishment.premises');
