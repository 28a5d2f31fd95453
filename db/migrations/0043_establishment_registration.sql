create table establishment.registration (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  application_id uuid not null,
  organisation_id uuid not null references kernel.organisation,
  kind text not null references establishment.registration_kind,
  due_on date not null,
  reminded int[] not null default '{}',
  number text,
  credit_code text,
  registered_on date,
  file_id uuid,
  filed_at timestamptz,
  filed_by uuid references kernel.person,
  issue_id uuid,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, application_id, kind),
  foreign key (org_id, application_id) references establishment.application (org_id, id),
  foreign key (org_id, file_id) references kernel.file (org_id, id),
  foreign key (org_id, issue_id) references kernel.issue (org_id, id),
  check ((filed_at is null) = (number is null)),
  check ((filed_at is null) = (registered_on is null)),
  check ((filed_at is null) = (file_id is null))
);
comment on table establishment.registration is 'Registrations with authorities that an approval asks for, each with its clock.';
comment on column establishment.registration.organisation_id is 'The organisation that is registered.';
comment on column establishment.registration.due_on is 'Last day to file it.';
comment on column establishment.registration.reminded is 'Days before the due day at which a reminder went out.';
comment on column establishment.registration.issue_id is 'Opened by itself once it was overdue.';
create index registration_id on establishment.registration (id);
create index registration_application on establishment.registration (org_id, application_id);
create index registration_running on establishment.registration (due_on) where filed_at is null;
select kernel.guard('establishment.registration');
