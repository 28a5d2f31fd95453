-- Services and kinds become data with versions, as causes are. What there is holds for every day there was.
alter table complaints.complaint drop constraint complaint_service_key_fkey;
alter table complaints.service drop constraint service_pkey;
alter table complaints.service
  add column version int not null default 1 check (version > 0),
  add column from_on date not null default '2000-01-01',
  add column until_on date check (until_on > from_on),
  add primary key (key, version);
alter table complaints.service alter column version drop default, alter column from_on drop default;
comment on table complaints.service is 'Services a complaint may be about, each with the standard it is measured by. One that changes is another version; complaints keep the version of the day of their service.';
comment on column complaints.service.until_on is 'First day of service on which it is no longer chosen, or another version is.';
create unique index service_in_force on complaints.service (key) where until_on is null;

create table complaints.kind (
  key text not null check (key ~ '^[a-z_]+$'),
  version int not null check (version > 0),
  title text not null,
  title_tw text not null,
  title_en text not null,
  position int not null,
  from_on date not null,
  until_on date check (until_on > from_on),
  primary key (key, version)
);
comment on table complaints.kind is 'Kinds of complaints. One that is worded anew is another version; complaints keep the version of the day of their service.';
comment on column complaints.kind.until_on is 'First day of service on which it is no longer chosen, or another version is.';
create unique index kind_in_force on complaints.kind (key) where until_on is null;
insert into complaints.kind (key, version, title, title_tw, title_en, position, from_on) values
  ('quality', 1, '服务质量', '服務質量', 'Quality of service', 10, '2000-01-01'),
  ('attitude', 1, '服务态度', '服務態度', 'Manner', 20, '2000-01-01'),
  ('delay', 1, '办理不及时', '辦理不及時', 'Delay', 30, '2000-01-01'),
  ('charge', 1, '收费', '收費', 'Charges', 40, '2000-01-01'),
  ('privacy', 1, '信息泄露', '資訊洩露', 'Privacy', 50, '2000-01-01'),
  ('other', 1, '其他', '其他', 'Other', 60, '2000-01-01');

update complaints.cause set from_on = '2000-01-01' where version = 1;

alter table complaints.complaint
  drop constraint complaint_kind_check,
  add column service_version int not null default 1,
  add column kind_version int not null default 1,
  add foreign key (service_key, service_version) references complaints.service (key, version),
  add foreign key (kind, kind_version) references complaints.kind (key, version);
comment on column complaints.complaint.service_version is 'Of the service, as it was on the day of the service; without a service it says nothing.';
comment on column complaints.complaint.kind_version is 'Of the kind, as it was on the day of the service.';
