create table kernel.event (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  type text not null,
  data jsonb not null,
  at timestamptz not null,
  primary key (org_id, id)
);
comment on table kernel.event is 'What happened, for those who listen from outside: written in the transaction of the change, only where somebody listens, and gone once it lies with every listener.';
create index event_id on kernel.event (id);
create index event_at on kernel.event (at, id);
select kernel.guard('kernel.event');

create table kernel.event_listener (
  webhook_id uuid not null,
  organisation_id uuid not null references kernel.organisation,
  event text not null,
  primary key (webhook_id, event)
);
comment on table kernel.event_listener is 'Where somebody listens to what, from an organisation downwards. Shared, so that the change itself knows whether to keep its event; it says nothing of who listens.';
create index event_listener_event on kernel.event_listener (event, organisation_id);
