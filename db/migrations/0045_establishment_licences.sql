create schema if not exists establishment;
grant usage on schema establishment to bylaw_app;
alter default privileges in schema establishment grant select, insert, update, delete on tables to bylaw_app;

create table establishment.licence (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  kind text not null
    check (kind in ('business', 'tax', 'industry', 'lease', 'fire_safety', 'environmental', 'other')),
  number text not null check (length(number) between 1 and 100),
  issued_by text not null check (length(issued_by) between 1 and 200),
  issued_on date not null,
  expires_on date,
  file_id uuid,
  note text,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, file_id) references kernel.file (org_id, id),
  unique (org_id, kind, number),
  check (expires_on >= issued_on)
);
comment on table establishment.licence is 'Licences, certificates and contracts an organisation needs in order to work, with the day each runs out.';
comment on column establishment.licence.kind is 'business: business licence; tax: tax registration; industry: permit of the trade; lease: lease of the premises.';
comment on column establishment.licence.expires_on is 'Last day on which it holds; null: without an end.';
comment on column establishment.licence.file_id is 'A scan of it.';
create index licence_id on establishment.licence (id);
create index licence_expires on establishment.licence (expires_on);
select kernel.guard('establishment.licence');
