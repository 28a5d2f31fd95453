create table kernel.issued_document (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  kind text not null check (kind ~ '^[a-z_]+(\.[a-z_]+)+$'),
  number text not null,
  title text not null,
  subject_type text not null,
  subject_id uuid not null,
  file_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  snapshot jsonb not null,
  issued_at timestamptz not null,
  issued_by uuid references kernel.person,
  issued_by_name text not null,
  voided_at timestamptz,
  voided_by uuid references kernel.person,
  void_reason text,
  primary key (org_id, id),
  foreign key (org_id, file_id) references kernel.file (org_id, id),
  unique (org_id, number),
  check ((voided_at is null) = (void_reason is null))
);
comment on table kernel.issued_document is 'Documents the company issued. The file and what it was made from stay as they were; only voiding is added.';
comment on column kernel.issued_document.snapshot is 'Everything the layout was given, so that the document can be read again without its file.';
comment on column kernel.issued_document.issued_by_name is 'As the issuer was called on that day.';
create index issued_document_id on kernel.issued_document (id);
create index issued_document_subject on kernel.issued_document (org_id, subject_type, subject_id);
select kernel.guard('kernel.issued_document');

create function kernel.refuse_changing_issued() returns trigger language plpgsql as $$
begin
  if old.voided_at is not null
    or to_jsonb(new) - '{voided_at,voided_by,void_reason}'::text[]
      is distinct from to_jsonb(old) - '{voided_at,voided_by,void_reason}'::text[] then
    raise exception 'an issued document is never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger issued_document_final before update on kernel.issued_document
  for each row execute function kernel.refuse_changing_issued();
revoke delete, truncate on kernel.issued_document from bylaw_app;

create table kernel.issued_hash (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  organisation_id uuid not null references kernel.organisation,
  number text not null,
  issued_at timestamptz not null,
  voided_at timestamptz
);
comment on table kernel.issued_hash is 'SHA-256 of every document issued, so that whoever holds a file can ask whether it is genuine. Shared; says nothing of what the document is about.';
revoke delete, truncate on kernel.issued_hash from bylaw_app;
