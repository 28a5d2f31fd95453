create schema if not exists establishment;
grant usage on schema establishment to bylaw_app;
alter default privileges in schema establishment grant select, insert, update, delete on tables to bylaw_app;
alter default privileges in schema establishment grant usage on sequences to bylaw_app;

create table establishment.network_import (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  file_name text not null check (length(file_name) between 1 and 300),
  bytes bytea not null,
  format text not null check (format in ('csv', 'xlsx')),
  encoding text,
  row_count int not null check (row_count > 0),
  columns jsonb not null,
  signature text not null,
  mapping jsonb not null,
  guessed jsonb not null,
  remembered boolean not null,
  state text not null default 'mapped' check (state in ('mapped', 'checked', 'imported')),
  job_id uuid,
  job_does text check (job_does in ('check', 'import')),
  summary jsonb,
  result jsonb,
  uploaded_by uuid references kernel.person,
  checked_at timestamptz,
  imported_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (org_id, id),
  check ((job_id is null) = (job_does is null)),
  check ((state = 'imported') = (imported_at is not null)),
  check (state = 'mapped' or summary is not null)
);
comment on table establishment.network_import is 'A file of organisations on its way into the network: uploaded, mapped, checked without writing anything, imported. org_id is the organisation under which it hangs.';
comment on column establishment.network_import.columns is 'Header, samples and, where they are few, the values of each column.';
comment on column establishment.network_import.signature is 'The same for files with the same headers; mappings are remembered by it.';
comment on column establishment.network_import.guessed is 'Field → by what its column was guessed: header or values.';
comment on column establishment.network_import.summary is 'Counts of the last check.';
comment on column establishment.network_import.result is 'What the import did.';
create index network_import_id on establishment.network_import (id);
create index network_import_newest on establishment.network_import (created_at desc, id);
select kernel.guard('establishment.network_import');

create table establishment.network_import_row (
  org_id uuid not null,
  id uuid not null,
  import_id uuid not null,
  line int not null,
  verdict text not null check (verdict in ('create', 'change', 'same', 'doubtful', 'refused')),
  does text not null check (does in ('create', 'change', 'same', 'nothing')),
  name text not null,
  code text,
  under text[] not null,
  organisation_id uuid,
  changes jsonb not null,
  faults jsonb not null,
  codes text[] not null,
  cells text[] not null,
  primary key (org_id, id),
  unique (org_id, import_id, line),
  foreign key (org_id, import_id) references establishment.network_import (org_id, id) on delete cascade
);
comment on table establishment.network_import_row is 'What the last check says about each row of the file.';
comment on column establishment.network_import_row.line is 'Where the row begins in the file, counted from 1.';
comment on column establishment.network_import_row.codes is 'The codes of its faults, to filter by.';
create index network_import_row_id on establishment.network_import_row (id);
select kernel.guard('establishment.network_import_row');

create table establishment.network_mapping (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  signature text not null,
  mapping jsonb not null,
  saved_by uuid references kernel.person,
  saved_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, signature)
);
comment on table establishment.network_mapping is 'How the columns of files with the same headers were mapped the last time.';
create index network_mapping_id on establishment.network_mapping (id);
select kernel.guard('establishment.network_mapping');

create table establishment.network_origin (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  import_id uuid not null,
  line int not null,
  head_name text,
  primary key (org_id, id),
  unique (org_id)
);
comment on table establishment.network_origin is 'From which import and row an organisation last came, and what the file says that has no other place: the head''s name before the person is appointed.';
create index network_origin_id on establishment.network_origin (id);
select kernel.guard('establishment.network_origin');
