create table complaints.import (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  file_name text not null check (length(file_name) between 1 and 300),
  bytes bytea,
  format text not null check (format in ('csv', 'xlsx')),
  encoding text,
  row_count int not null check (row_count > 0),
  columns jsonb not null,
  signature text not null,
  mapping jsonb not null,
  remembered boolean not null,
  state text not null default 'mapped' check (state in ('mapped', 'checked', 'imported')),
  job_id uuid,
  job_does text check (job_does in ('check', 'import')),
  summary jsonb,
  progress jsonb,
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
comment on table complaints.import is 'A file of complaints on its way in: uploaded, mapped, checked without entering any, brought in. org_id is the topmost organisation its uploader may import at.';
comment on column complaints.import.bytes is 'The file itself; taken away once it was brought in, or when nobody did for long.';
comment on column complaints.import.columns is 'Header and samples of each column.';
comment on column complaints.import.signature is 'The same for files with the same headers; mappings are remembered by it.';
comment on column complaints.import.summary is 'Counts of the last check.';
comment on column complaints.import.progress is 'What the sets brought in so far did, and who is to hear of how many; written with each set.';
comment on column complaints.import.result is 'What the import did.';
create index import_id on complaints.import (id);
create index import_newest on complaints.import (created_at desc, id);
select kernel.guard('complaints.import');

create table complaints.import_row (
  org_id uuid not null,
  id uuid not null,
  import_id uuid not null,
  line int not null,
  verdict text not null check (verdict in ('create', 'same', 'doubtful', 'refused')),
  does text not null check (does in ('create', 'same', 'nothing')),
  organisation text not null,
  reference text not null,
  subject text not null,
  of_org_id uuid references kernel.organisation,
  complaint_id uuid,
  number text,
  faults jsonb not null,
  codes text[] not null,
  cells text[] not null,
  primary key (org_id, id),
  unique (org_id, import_id, line),
  foreign key (org_id, import_id) references complaints.import (org_id, id) on delete cascade
);
comment on table complaints.import_row is 'What the last check says about each row of the file, and which complaint came of it.';
comment on column complaints.import_row.line is 'Where the row begins in the file, counted from 1.';
comment on column complaints.import_row.of_org_id is 'The organisation of the complaint; the complaint is that of this organisation, never of org_id.';
comment on column complaints.import_row.complaint_id is 'The complaint it became, or the one it had become before.';
comment on column complaints.import_row.codes is 'The codes of its faults, to filter by.';
comment on column complaints.import_row.cells is 'As in the file; taken away once it is a complaint.';
create index import_row_id on complaints.import_row (id);
create index import_row_next on complaints.import_row (org_id, import_id, line) where does = 'create' and complaint_id is null;
select kernel.guard('complaints.import_row');

create table complaints.import_mapping (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  signature text not null,
  mapping jsonb not null,
  saved_by uuid references kernel.person,
  saved_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, signature)
);
comment on table complaints.import_mapping is 'How the columns of files with the same headers were mapped the last time.';
create index import_mapping_id on complaints.import_mapping (id);
select kernel.guard('complaints.import_mapping');

create table complaints.import_origin (
  org_id uuid not null,
  complaint_id uuid not null,
  key text not null,
  content text not null,
  import_id uuid not null,
  line int not null,
  primary key (org_id, complaint_id),
  unique (org_id, key),
  foreign key (org_id, complaint_id) references complaints.complaint (org_id, id)
);
comment on table complaints.import_origin is 'From which row of which import a complaint came. The key keeps one row from becoming two complaints, however often its file is brought in.';
comment on column complaints.import_origin.key is 'r: and what the other system calls it, or h: and the hash of the row.';
comment on column complaints.import_origin.content is 'Hash of the cells of the row: the same row said anew, or another.';
select kernel.guard('complaints.import_origin');
