create table kernel.approver_group (
  id uuid primary key,
  title text not null check (length(title) between 1 and 60),
  title_en text,
  archived_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now()
);
comment on table kernel.approver_group is 'Persons that flows ask together under one name. Shared; of a person it holds nothing but that they belong to it.';
comment on column kernel.approver_group.archived_at is 'Out of use: no new version of a flow may name it; versions that do keep asking its members.';
create unique index approver_group_title on kernel.approver_group (title) where archived_at is null;

create table kernel.approver_group_member (
  group_id uuid not null references kernel.approver_group,
  person_id uuid not null references kernel.person,
  position int not null,
  primary key (group_id, person_id)
);
comment on table kernel.approver_group_member is 'Who belongs to an approver group now, in the order they are asked. What was before is in the trail.';
create index approver_group_member_person on kernel.approver_group_member (person_id);
