alter table establishment.change drop constraint change_kind_check;
alter table establishment.change add constraint change_kind_check
  check (kind in ('name', 'scope', 'premises', 'parent', 'restore'));
alter table establishment.change add column held_up jsonb;
comment on column establishment.change.held_up is 'Why it could not take effect on its day: code and parameters of the refusal. It is tried again until it does or is withdrawn.';
create index change_due on establishment.change (effective_on) where state = 'approved';
