create table kernel.job (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  name text not null,
  title text not null check (length(title) between 1 and 300),
  link text not null,
  input jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done int not null default 0 check (done >= 0),
  total int check (total >= 0),
  note text,
  result jsonb,
  error jsonb,
  requested_by uuid references kernel.account,
  starts int not null default 0,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  seen_at timestamptz,
  primary key (org_id, id),
  check ((state in ('done', 'failed', 'cancelled')) = (finished_at is not null)),
  check ((state = 'failed') = (error is not null))
);
comment on table kernel.job is 'Long work: who asked for it, how far it is, what came out. Written in the transaction that asks for it; pg-boss only says whose turn it is.';
comment on column kernel.job.note is 'The step it is at: a message key.';
comment on column kernel.job.error is 'Why it failed: {code, params} of a message.';
comment on column kernel.job.link is 'Path of the page where the result is looked at.';
comment on column kernel.job.starts is 'How often it was begun; more than once after its worker died.';
comment on column kernel.job.seen_at is 'When the person who asked for it saw how it ended.';
create index job_id on kernel.job (id);
create index job_open on kernel.job (created_at) where state in ('waiting', 'running');
create index job_mine on kernel.job (requested_by, created_at desc);
select kernel.guard('kernel.job');
