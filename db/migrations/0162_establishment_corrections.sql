alter table establishment.change drop constraint change_kind_check;
alter table establishment.change add constraint change_kind_check
  check (kind in ('name', 'scope', 'premises', 'parent', 'head', 'suspend', 'resume', 'close', 'restore', 'correction'));
alter table establishment.change add column corrects_id uuid;
alter table establishment.change add constraint change_corrects
  foreign key (org_id, corrects_id) references establishment.change (org_id, id);
alter table establishment.change add constraint change_corrects_check check ((kind = 'correction') = (corrects_id is not null));
comment on column establishment.change.corrects_id is 'Of a correction: the completed filing whose content or day was wrong.';
create index change_corrects_index on establishment.change (org_id, corrects_id) where corrects_id is not null;

alter table establishment.change add column notice_days int;
alter table establishment.change add column registry_days int;
update establishment.change set notice_days = 30 where submitted_at is not null;
update establishment.change set registry_days = 30 where approved_at is not null;
comment on column establishment.change.notice_days is 'How long before its day it was to be applied for, by the regulation in force when it was (2.3.1).';
comment on column establishment.change.registry_days is 'Within how many days of its day outside registrations were to follow, by the regulation in force at its approval (2.3.2).';
