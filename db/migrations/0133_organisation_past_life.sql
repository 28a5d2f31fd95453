alter table kernel.organisation_past add column life text not null default 'active'
  check (life in ('proposed', 'preparing', 'active', 'suspended', 'closed'));
alter table kernel.organisation_past alter column life drop default;
comment on table kernel.organisation_past is 'What an organisation was called, where it stood and at which stage of life it was before it was as now. Shared, like the organisation itself.';
