alter table establishment.network_import add column levels_print text;
comment on column establishment.network_import.levels_print is 'Hash of the regions the last check would make: an import refuses others.';
alter table establishment.network_import_row add column print text;
comment on column establishment.network_import_row.print is 'Hash of everything the check says about the row: an import refuses a row that would come out differently.';
