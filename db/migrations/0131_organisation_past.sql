create table kernel.organisation_past (
  organisation_id uuid not null references kernel.organisation,
  until date not null,
  name text not null,
  name_en text,
  parent_id uuid references kernel.organisation,
  recorded_at timestamptz not null,
  primary key (organisation_id, until)
);
comment on table kernel.organisation_past is 'What an organisation was called and where it stood before it was called and stood as now. Shared, like the organisation itself.';
comment on column kernel.organisation_past.until is 'First day on which it no longer held; it held since the row before, or since the beginning.';
