-- Where organisations stood before they, or something above them, moved: what was counted then stays counted there.
create table kernel.organisation_stood (
  organisation_id uuid not null references kernel.organisation,
  until date not null,
  path uuid[] not null,
  primary key (organisation_id, until)
);
comment on table kernel.organisation_stood is 'The path of an organisation until it or something above it moved. Shared; where it never moved there is no row, and the path of kernel.organisation holds for all days.';
comment on column kernel.organisation_stood.until is 'First day on which it no longer stood there; it stood there since the row before, or since the beginning.';
