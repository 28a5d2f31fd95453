create table establishment.filing (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  kind text not null check (kind in ('establish')),
  application_org_id uuid not null references kernel.organisation,
  application_id uuid not null,
  number text,
  state text not null,
  document_id uuid,
  approved_at timestamptz not null,
  issued_at timestamptz,
  completed_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, application_id)
);
comment on table establishment.filing is 'The ledger an organisation''s record stands on; org_id is the organisation that was filed about, which needn''t reach the application.';
comment on column establishment.filing.application_org_id is 'The organisation that applied.';
comment on column establishment.filing.number is 'The application''s.';
comment on column establishment.filing.state is 'The application''s, from its approval on.';
comment on column establishment.filing.document_id is 'The approval document in force, which belongs to the organisation that applied and concerns this one.';
create index filing_id on establishment.filing (id);
select kernel.guard('establishment.filing');

insert into establishment.filing (org_id, id, kind, application_org_id, application_id, number, state, document_id, approved_at, issued_at, completed_at)
select organisation_id, id, 'establish', org_id, id, number, state, document_id, approved_at, issued_at, completed_at
from establishment.application where organisation_id is not null;
