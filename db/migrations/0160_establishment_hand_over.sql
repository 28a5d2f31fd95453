alter table establishment.change drop constraint change_kind_check;
alter table establishment.change add constraint change_kind_check
  check (kind in ('name', 'scope', 'premises', 'parent', 'head', 'suspend', 'resume', 'close', 'restore'));
alter table establishment.change drop constraint change_state_check;
alter table establishment.change add constraint change_state_check
  check (state in ('draft', 'in_review', 'more_wanted', 'in_handover', 'approved', 'rejected', 'completed', 'withdrawn'));
alter table establishment.change add constraint change_handover_check
  check (state <> 'in_handover' or approved_at is not null and effective_on is not null);
drop index establishment.change_one_open;
create unique index change_one_open on establishment.change (org_id, item)
  where state in ('in_review', 'more_wanted', 'in_handover', 'approved');

create table establishment.hand_over (
  org_id uuid not null references kernel.organisation,
  change_id uuid not null,
  outgoing_id uuid not null references kernel.person,
  incoming_id uuid not null references kernel.person,
  outgoing_at timestamptz,
  incoming_at timestamptz,
  witness_id uuid references kernel.person,
  witnessed_at timestamptz,
  drawn_up_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, change_id),
  foreign key (org_id, change_id) references establishment.change (org_id, id),
  check (outgoing_id <> incoming_id),
  check ((witness_id is null) = (witnessed_at is null)),
  check (witness_id not in (outgoing_id, incoming_id)),
  check (witnessed_at is null or outgoing_at is not null and incoming_at is not null)
);
comment on table establishment.hand_over is 'What the outgoing head of an organisation hands over, of one approved change of head.';
comment on column establishment.hand_over.outgoing_at is 'When the outgoing head confirmed the list as it stands; an edit takes all confirmations back.';
comment on column establishment.hand_over.witness_id is 'Who of headquarters stood by, after both had confirmed.';
select kernel.guard('establishment.hand_over');

create table establishment.hand_over_item (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  change_id uuid not null,
  position int not null,
  source text,
  count int,
  link text,
  title text,
  receiver_id uuid references kernel.person,
  remark text,
  primary key (org_id, id),
  foreign key (org_id, change_id) references establishment.hand_over (org_id, change_id),
  check ((source is null) <> (title is null)),
  check (source is null or count is not null and link is not null),
  check (title <> '')
);
comment on table establishment.hand_over_item is 'One line of a hand-over list: counted by a part of the system, or written by hand.';
comment on column establishment.hand_over_item.source is 'Message key of what was counted, filled by count; null: written by hand, see title.';
create index hand_over_item_id on establishment.hand_over_item (id);
create index hand_over_item_of on establishment.hand_over_item (org_id, change_id, position);
select kernel.guard('establishment.hand_over_item');

create table establishment.exit_audit_request (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  change_id uuid not null,
  person_id uuid not null references kernel.person,
  scope text not null check (scope <> ''),
  period_from date not null,
  period_to date not null,
  requested_by uuid not null references kernel.person,
  requested_at timestamptz not null,
  received_by uuid references kernel.person,
  received_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, change_id),
  foreign key (org_id, change_id) references establishment.change (org_id, id),
  check (period_from <= period_to),
  check ((received_by is null) = (received_at is null))
);
comment on table establishment.exit_audit_request is 'Asks internal audit at headquarters to audit an outgoing head; a change of head takes no effect without one.';
comment on column establishment.exit_audit_request.person_id is 'The outgoing head, who is audited.';
comment on column establishment.exit_audit_request.received_at is 'When internal audit took it on.';
create index exit_audit_request_id on establishment.exit_audit_request (id);
select kernel.guard('establishment.exit_audit_request');
