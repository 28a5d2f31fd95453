create table kernel.organisation_correction (
  organisation_id uuid not null references kernel.organisation,
  id uuid not null,
  item text not null check (item in ('name', 'scope', 'premises')),
  starts_on date not null,
  ends_on date,
  number text not null,
  link text not null,
  recorded_at timestamptz not null,
  primary key (organisation_id, id),
  check (ends_on is null or ends_on > starts_on)
);
comment on table kernel.organisation_correction is 'Days of an organisation''s past that are told otherwise than they were first filed. Shared, and says nothing of what was corrected.';
comment on column kernel.organisation_correction.ends_on is 'First day that is no longer concerned; null: to this day.';
comment on column kernel.organisation_correction.number is 'Of the filing that corrected it; its page, at link, says what was filed and what is right.';
