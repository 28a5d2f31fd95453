alter table kernel.approval_comment
  add column asks_id uuid references kernel.person,
  add column answers_id uuid,
  add constraint approval_comment_answers foreign key (org_id, answers_id) references kernel.approval_comment;
comment on column kernel.approval_comment.asks_id is 'A question put to this person, the applicant of the time; the request does not move for it.';
comment on column kernel.approval_comment.answers_id is 'The question this comment answers.';
create unique index approval_comment_answered_once on kernel.approval_comment (org_id, answers_id) where answers_id is not null;

create table kernel.approval_copy (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  request_id uuid not null,
  person_id uuid not null references kernel.person,
  by_id uuid not null references kernel.person,
  at timestamptz not null,
  read_at timestamptz,
  primary key (org_id, id),
  unique (org_id, request_id, person_id),
  foreign key (org_id, request_id) references kernel.approval_request
);
comment on table kernel.approval_copy is 'Who was given a request to read, by whom, and when they read it. Decides nothing.';
create index approval_copy_id on kernel.approval_copy (id);
select kernel.guard('kernel.approval_copy');
