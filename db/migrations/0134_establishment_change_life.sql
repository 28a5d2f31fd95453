alter table establishment.change drop constraint change_kind_check;
alter table establishment.change add constraint change_kind_check
  check (kind in ('name', 'scope', 'premises', 'parent', 'suspend', 'resume', 'close', 'restore'));
