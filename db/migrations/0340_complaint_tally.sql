create table complaints.count_change (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  n int not null check (n in (-1, 1)),
  received_at timestamptz not null,
  service_key text,
  cause_key text,
  channel text not null,
  outcome text not null check (outcome in ('open', 'first', 'again')),
  primary key (org_id, id)
);
comment on table complaints.count_change is 'What changed in the numbers of the analysis since they were last added up: what a complaint no longer counts as, and what it counts as from then on. Rows are only added and taken away, so that nobody waits for anybody.';
comment on column complaints.count_change.outcome is 'Not resolved yet; resolved at the first time; resolved and opened again at least once.';
create index count_change_id on complaints.count_change (id);
select kernel.guard('complaints.count_change');

create table complaints.count_month (
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  part text not null check (part in ('service', 'cause', 'channel', 'outcome')),
  key text not null,
  n int not null,
  primary key (month, part, key)
);
comment on table complaints.count_month is 'How many complaints of all organisations together count in a month, by each thing they are counted by. With complaints.count_change it is exact; read only for whoever reaches all organisations.';

create table complaints.count_month_of (
  org_id uuid not null references kernel.organisation,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  n int not null,
  primary key (org_id, month)
);
comment on table complaints.count_month_of is 'How many complaints of an organisation count in a month; exact with complaints.count_change.';
create index count_month_of_month on complaints.count_month_of (month) include (org_id, n);
select kernel.guard('complaints.count_month_of');

create table complaints.came_up_again (
  org_id uuid not null references kernel.organisation,
  complaint_id uuid not null,
  cause_key text not null,
  service_key text,
  received_at timestamptz not null,
  primary key (org_id, complaint_id)
);
comment on table complaints.came_up_again is 'Complaints whose cause had come up for the same service there in the 90 days before; exact but for the causes named in complaints.count_change.';
create index came_up_again_counted on complaints.came_up_again (received_at) include (org_id);
create index came_up_again_cause on complaints.came_up_again (org_id, cause_key, received_at);
select kernel.guard('complaints.came_up_again');

create table complaints.counting (
  one boolean primary key default true check (one),
  time_zone text not null,
  folded_at timestamptz not null
);
comment on table complaints.counting is 'By which clock the months are counted. Without this row, or by another clock, nothing was added up yet and every complaint is counted.';

-- What never counts stays out of the index, and what is found in it needs no look at its state.
drop index complaints.complaint_counted;
create index complaint_counted on complaints.complaint (received_at)
  include (org_id, state, service_key, cause_key, channel, reopenings)
  where state not in ('transferred', 'merged', 'unfounded');
