alter table establishment.application add column wanted_before uuid[] not null default '{}';
comment on column establishment.application.wanted_before is 'Documents that were there when more was asked for: what is wanted by name must be handed in anew.';
