-- Numbers of all organisations together are read by whoever reaches all of them, and by nobody else.
alter table complaints.count_month enable row level security;
create policy whole_network on complaints.count_month to bylaw_app
  using (current_setting('bylaw.reach_all', true) = 'on')
  with check (current_setting('bylaw.reach_all', true) = 'on');
