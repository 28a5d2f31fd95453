alter table kernel.file add column erased_at timestamptz;
alter table kernel.file add check (erased_at is null or removed_at is not null);
comment on column kernel.file.erased_at is 'Its bytes are kept no longer either: they go a day later, once no other attachment has the same.';
create index file_bytes on kernel.file (sha256);
