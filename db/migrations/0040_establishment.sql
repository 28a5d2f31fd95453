create schema if not exists establishment;
comment on schema establishment is 'Chapter 2: setting up, changing and closing service organisations, and the registry that follows from it.';
grant usage on schema establishment to bylaw_app;
alter default privileges in schema establishment grant select, insert, update, delete on tables to bylaw_app;
alter default privileges in schema establishment grant usage on sequences to bylaw_app;

create table establishment.kind_rule (
  kind text primary key check (kind in ('branch', 'department', 'partner_point')),
  site_visit boolean not null,
  region_review boolean not null
);
comment on table establishment.kind_rule is 'What each kind of organisation needs to be established, beside its documents.';
comment on column establishment.kind_rule.site_visit is 'A review can''t be concluded in favour without a completed site visit.';
comment on column establishment.kind_rule.region_review is 'A region''s lead may review it; otherwise headquarters only.';

create table establishment.document_type (
  key text primary key check (key ~ '^[a-z_]+$'),
  title text not null,
  title_tw text not null,
  title_en text not null,
  hint text,
  hint_tw text,
  hint_en text,
  asks_validity boolean not null default false,
  position int not null
);
comment on table establishment.document_type is 'Documents an application may carry.';
comment on column establishment.document_type.asks_validity is 'A file of this type says until when it is valid.';

create table establishment.required_document (
  kind text not null references establishment.kind_rule,
  document_type text not null references establishment.document_type,
  required boolean not null default true,
  primary key (kind, document_type)
);
comment on table establishment.required_document is 'The checklist of each kind; not required: may be handed in.';

create table establishment.registration_kind (
  key text primary key check (key ~ '^[a-z_]+$'),
  title text not null,
  title_tw text not null,
  title_en text not null,
  days int check (days between 1 and 1000),
  working_days boolean not null default false,
  asks_credit_code boolean not null default false,
  kinds text[] not null,
  position int not null
);
comment on table establishment.registration_kind is 'Registrations with authorities that follow an approval.';
comment on column establishment.registration_kind.days is 'Days after approval; null: the regulation''s registration_days.';
comment on column establishment.registration_kind.working_days is 'The days are working days of the applying organisation.';
comment on column establishment.registration_kind.kinds is 'Kinds of organisation that need it.';
