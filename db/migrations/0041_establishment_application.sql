create table establishment.application (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  number text,
  kind text not null references establishment.kind_rule,
  state text not null check (state in ('draft', 'submitted', 'in_review', 'more_wanted', 'recommended', 'not_recommended', 'approved', 'rejected', 'issued', 'completed', 'withdrawn')),
  applicant_id uuid not null references kernel.person,
  reviewer_id uuid references kernel.person,
  name text check (length(name) <= 200),
  name_en text,
  parent_id uuid references kernel.organisation,
  credit_code text,
  positioning text,
  scope text,
  strategy_fit text,
  staffing jsonb not null default '[]',
  address text,
  area numeric check (area > 0),
  tenure text check (tenure in ('owned', 'leased', 'lent')),
  tenure_until date,
  longitude numeric check (longitude between -180 and 180),
  latitude numeric check (latitude between -90 and 90),
  safety text,
  environment text,
  rules text,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  budget jsonb not null default '[]',
  start_up_budget bigint not null default 0 check (start_up_budget >= 0),
  funding jsonb not null default '[]',
  forecast_income bigint,
  forecast_cost bigint,
  proposed_head_id uuid references kernel.person,
  wanted text,
  wanted_documents text[] not null default '{}',
  wanted_by uuid references kernel.person,
  wanted_at timestamptz,
  wanted_by_approval boolean not null default false,
  reason text,
  request_id uuid,
  organisation_id uuid references kernel.organisation,
  document_id uuid,
  submitted_at timestamptz,
  taken_at timestamptz,
  review_due_at timestamptz,
  concluded_at timestamptz,
  approved_at timestamptz,
  issued_at timestamptz,
  completed_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, request_id) references kernel.approval_request (org_id, id),
  foreign key (org_id, document_id) references kernel.issued_document (org_id, id),
  check ((number is null) = (submitted_at is null)),
  check (state in ('draft', 'withdrawn') or submitted_at is not null),
  check (state not in ('in_review', 'recommended', 'not_recommended') or reviewer_id is not null),
  check (state not in ('approved', 'issued', 'completed') or organisation_id is not null),
  check (state not in ('issued', 'completed') or document_id is not null)
);
comment on table establishment.application is 'Applications to establish an organisation; org_id is the organisation that applies.';
comment on column establishment.application.parent_id is 'The organisation the new one would stand beneath.';
comment on column establishment.application.staffing is '[{post, number, qualification, persons: [person id]}]';
comment on column establishment.application.area is 'Square metres.';
comment on column establishment.application.budget is '[{item, amount}], amounts in minor units; start_up_budget is their sum.';
comment on column establishment.application.funding is '[{source, amount}], amounts in minor units.';
comment on column establishment.application.wanted is 'What the applicant was asked for last, by the reviewer or by an approver who sent it back.';
comment on column establishment.application.reason is 'Why it was rejected, sent on or withdrawn.';
comment on column establishment.application.request_id is 'The approval request under way, or the last one.';
comment on column establishment.application.organisation_id is 'What came of it.';
comment on column establishment.application.document_id is 'The approval document in force.';
create index application_id on establishment.application (id);
create index application_latest on establishment.application (created_at desc, id desc);
create index application_state on establishment.application (state);
select kernel.guard('establishment.application');

create table establishment.application_document (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  application_id uuid not null,
  document_type text not null references establishment.document_type,
  file_id uuid not null,
  valid_until date,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, application_id) references establishment.application (org_id, id),
  foreign key (org_id, file_id) references kernel.file (org_id, id)
);
comment on table establishment.application_document is 'Documents of the checklist as handed in.';
comment on column establishment.application_document.valid_until is 'Last day on which it is valid.';
create index application_document_id on establishment.application_document (id);
create index application_document_application on establishment.application_document (org_id, application_id);
select kernel.guard('establishment.application_document');
