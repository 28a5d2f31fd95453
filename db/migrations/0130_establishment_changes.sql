create table establishment.change (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  number text,
  kind text not null check (kind in ('restore')),
  item text not null check (item in ('name', 'scope', 'premises', 'parent', 'head', 'life')),
  state text not null check (state in ('draft', 'in_review', 'more_wanted', 'approved', 'rejected', 'completed', 'withdrawn')),
  proposal jsonb not null default '{}',
  before jsonb,
  reason text not null check (reason <> ''),
  plan text not null default '',
  effective_on date,
  applicant_id uuid not null references kernel.person,
  request_id uuid,
  ruling text,
  created_at timestamptz not null,
  submitted_at timestamptz,
  approved_at timestamptz,
  completed_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  check (state in ('draft', 'withdrawn') or submitted_at is not null),
  check (state not in ('approved', 'completed') or approved_at is not null and effective_on is not null),
  check (state <> 'completed' or completed_at is not null and before is not null)
);
comment on table establishment.change is 'Filings of change: what is to become different about an organisation, from which day on. org_id is the organisation it is about.';
comment on column establishment.change.item is 'What it touches; of one organisation one filing per item is open at a time.';
comment on column establishment.change.proposal is 'What is to hold, in the shape of its kind.';
comment on column establishment.change.before is 'What held when it was carried out, in the same shape.';
comment on column establishment.change.plan is 'How it is to be done (regulation 2.3.1).';
comment on column establishment.change.effective_on is 'First day on which it holds, where the organisation is. Until approval the day wished for; null: from the approval on.';
comment on column establishment.change.request_id is 'The approval request it listens to.';
comment on column establishment.change.ruling is 'Why it was sent back, rejected or withdrawn, in whose words it was.';
create index change_id on establishment.change (id);
create unique index change_one_open on establishment.change (org_id, item)
  where state in ('in_review', 'more_wanted', 'approved');
select kernel.guard('establishment.change');
