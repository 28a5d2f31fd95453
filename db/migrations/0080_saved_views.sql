-- A saved view is its account's own: nobody else reads or changes it, whatever their reach.
alter table kernel.saved_view enable row level security;
create policy own on kernel.saved_view to bylaw_app
  using (account_id = nullif(current_setting('bylaw.account', true), '')::uuid)
  with check (account_id = nullif(current_setting('bylaw.account', true), '')::uuid);

alter table kernel.saved_view
  add constraint saved_view_title unique (account_id, list, title),
  add constraint saved_view_query check (jsonb_typeof(query::jsonb) = 'object');
comment on table kernel.saved_view is 'A list''s filters under a name, for one account and on all its devices.';
comment on column kernel.saved_view.list is 'The list''s own name: establishment.organisations.';
comment on column kernel.saved_view.query is 'Filters as the address holds them: name → value or values, as JSON.';
