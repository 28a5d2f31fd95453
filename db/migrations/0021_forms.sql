create table kernel.form (
  id uuid primary key,
  key text not null unique check (key ~ '^[a-z_]+(\.[a-z_]+)+$'),
  title text not null check (length(title) between 1 and 100),
  title_en text,
  version int not null default 1,
  created_at timestamptz not null default now()
);
comment on table kernel.form is 'Questionnaires and checklists. Shared; their versions hold what they ask.';

create table kernel.form_version (
  id uuid primary key,
  form_id uuid not null references kernel.form,
  number int not null check (number > 0),
  json jsonb not null,
  published_at timestamptz,
  published_by uuid references kernel.person,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (form_id, number)
);
comment on table kernel.form_version is 'What a form asks, as SurveyJS JSON with score per choice and critical per question. Final once published.';
create unique index form_version_one_draft on kernel.form_version (form_id) where published_at is null;

create function kernel.refuse_change_of_published() returns trigger language plpgsql as $$
begin
  raise exception 'a published version is final' using errcode = 'restrict_violation';
end
$$;
create trigger form_version_final before update or delete on kernel.form_version
  for each row when (old.published_at is not null) execute function kernel.refuse_change_of_published();

create table kernel.form_response (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  form_version_id uuid not null references kernel.form_version,
  subject_type text not null,
  subject_id uuid not null,
  answers jsonb not null default '{}',
  score numeric not null default 0,
  max numeric not null default 0,
  failed_critical text[] not null default '{}',
  completed_at timestamptz,
  completed_by uuid references kernel.person,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
comment on table kernel.form_response is 'Answers to one version of a form about one subject, scored by the server.';
comment on column kernel.form_response.max is 'Best score possible for what was asked; a question answered "not applicable" leaves it.';
comment on column kernel.form_response.failed_critical is 'Names of the critical questions answered with something worth 0.';
create index form_response_id on kernel.form_response (id);
create index form_response_subject on kernel.form_response (org_id, subject_type, subject_id);
select kernel.guard('kernel.form_response');
