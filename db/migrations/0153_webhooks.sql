create table kernel.webhook (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  url text not null,
  events text[] not null check (cardinality(events) > 0),
  state text not null default 'active' check (state in ('active', 'paused', 'disabled')),
  secret text not null,
  old_secret text,
  old_secret_until timestamptz,
  failures int not null default 0 check (failures >= 0),
  failing_since timestamptz,
  disabled_why text,
  created_by uuid references kernel.person,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, id),
  check ((state = 'disabled') = (disabled_why is not null)),
  check ((old_secret is null) = (old_secret_until is null))
);
comment on table kernel.webhook is 'An address outside that is told what happens at an organisation and below it.';
comment on column kernel.webhook.secret is 'What its messages are signed with, encrypted with the installation''s secret.';
comment on column kernel.webhook.old_secret is 'The one before; messages carry both signatures until old_secret_until.';
comment on column kernel.webhook.failures is 'Tries that failed since the last that worked, the first of them at failing_since.';
comment on column kernel.webhook.state is 'Paused: by somebody. Disabled: by the system, as nothing arrived any more. Both keep what happens for later.';
comment on column kernel.webhook.disabled_why is 'Message key of the fault.';
create index webhook_id on kernel.webhook (id);
select kernel.guard('kernel.webhook');

create table kernel.webhook_delivery (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  webhook_id uuid not null,
  event text not null,
  body text not null,
  at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts int not null default 0,
  next_at timestamptz not null,
  delivered_at timestamptz,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, webhook_id) references kernel.webhook (org_id, id) on delete cascade
);
comment on table kernel.webhook_delivery is 'A message to a webhook and what became of it. Its id is the message''s, the same in every try, so that the receiver knows one that came twice.';
comment on column kernel.webhook_delivery.next_at is 'A waiting message is tried no earlier. Whoever tries it moves this on first: a server killed meanwhile leaves it for later.';
create index webhook_delivery_id on kernel.webhook_delivery (id);
create index webhook_delivery_of on kernel.webhook_delivery (org_id, webhook_id, created_at desc);
create index webhook_delivery_due on kernel.webhook_delivery (next_at) where state = 'waiting';
select kernel.guard('kernel.webhook_delivery');

create table kernel.webhook_attempt (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  delivery_id uuid not null,
  at timestamptz not null,
  ms int not null,
  status int,
  fault text,
  reply text,
  primary key (org_id, id),
  foreign key (org_id, delivery_id) references kernel.webhook_delivery (org_id, id) on delete cascade
);
comment on table kernel.webhook_attempt is 'One try of a message: how long it took and what came back.';
comment on column kernel.webhook_attempt.fault is 'Message key of what kept it from arriving; null where the receiver said it has it.';
comment on column kernel.webhook_attempt.reply is 'The beginning of what the receiver said, without anything that looks like a secret.';
create index webhook_attempt_id on kernel.webhook_attempt (id);
create index webhook_attempt_of on kernel.webhook_attempt (org_id, delivery_id, at);
select kernel.guard('kernel.webhook_attempt');
