create table establishment.review (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  application_id uuid not null,
  reviewers uuid[] not null,
  conditions jsonb not null default '{}',
  feasibility text not null default '',
  need text not null default '',
  opinion text not null default '',
  concluded_at timestamptz,
  conditions_passed int check (conditions_passed between 0 and 5),
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, application_id),
  foreign key (org_id, application_id) references establishment.application (org_id, id),
  check ((concluded_at is null) = (conditions_passed is null))
);
comment on table establishment.review is 'The reviewer''s sheet of an application.';
comment on column establishment.review.reviewers is 'Everyone who held the review: none of them decides.';
comment on column establishment.review.conditions is 'Condition of clause 2.1 → {score 0 to 5, evidence: [file id], note}.';
comment on column establishment.review.conditions_passed is 'Conditions passed with evidence when the review was concluded, of five.';
create index review_id on establishment.review (id);
select kernel.guard('establishment.review');

create table establishment.site_visit (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  application_id uuid not null,
  visited_on date not null,
  note text not null default '',
  response_id uuid not null,
  completed_at timestamptz,
  cancelled_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, application_id) references establishment.application (org_id, id),
  foreign key (org_id, response_id) references kernel.form_response (org_id, id),
  check (completed_at is null or cancelled_at is null)
);
comment on table establishment.site_visit is 'Visits to the premises of an application; photos are files with place and time.';
comment on column establishment.site_visit.visited_on is 'The day planned; once completed, the day it took place.';
create index site_visit_id on establishment.site_visit (id);
create index site_visit_application on establishment.site_visit (org_id, application_id);
select kernel.guard('establishment.site_visit');

create table establishment.site_visitor (
  org_id uuid not null references kernel.organisation,
  visit_id uuid not null,
  person_id uuid not null references kernel.person,
  primary key (org_id, visit_id, person_id),
  foreign key (org_id, visit_id) references establishment.site_visit (org_id, id)
);
comment on table establishment.site_visitor is 'The team of a visit.';
select kernel.guard('establishment.site_visitor');
