-- Corrections of parent, head and stage of life.

alter table kernel.organisation_correction drop constraint organisation_correction_item_check;
alter table kernel.organisation_correction add constraint organisation_correction_item_check
  check (item in ('name', 'scope', 'premises', 'parent', 'head', 'life'));
