-- The same paper, prolonged by its authority, often keeps its number.
alter table establishment.licence drop constraint licence_org_id_kind_number_key;
alter table establishment.licence add unique (org_id, kind, number, issued_on);

create table establishment.licence_renewal (
  org_id uuid not null references kernel.organisation,
  licence_id uuid not null,
  renewed_by uuid not null,
  renewed_at timestamptz not null,
  primary key (org_id, licence_id),
  foreign key (org_id, licence_id) references establishment.licence (org_id, id) on delete cascade,
  foreign key (org_id, renewed_by) references establishment.licence (org_id, id) on delete cascade,
  unique (org_id, renewed_by),
  check (renewed_by <> licence_id)
);
comment on table establishment.licence_renewal is 'A licence that another has taken the place of: nobody is reminded of it any more.';
comment on column establishment.licence_renewal.renewed_by is 'The licence that holds instead.';
select kernel.guard('establishment.licence_renewal');

create table establishment.licence_watch (
  org_id uuid not null references kernel.organisation,
  licence_id uuid not null,
  expires_on date not null,
  reminded int[] not null default '{}',
  issue_id uuid,
  primary key (org_id, licence_id)
);
comment on table establishment.licence_watch is 'What was said already of a licence that runs out. It outlives the licence until its issue is settled.';
comment on column establishment.licence_watch.expires_on is 'The day the reminders spoke of; another day begins them anew.';
comment on column establishment.licence_watch.reminded is 'Days before, of the reminders that went out; 0: on the day.';
comment on column establishment.licence_watch.issue_id is 'The issue that was opened when it had run out.';
select kernel.guard('establishment.licence_watch');
