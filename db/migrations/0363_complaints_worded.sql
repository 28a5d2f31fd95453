alter table complaints.complaint add column worded boolean not null default true;
comment on column complaints.complaint.worded is 'Whether somebody here gave it its subject. Otherwise that is its kind and service, said to each reader in their language.';
update complaints.complaint set worded = false where channel in ('web', 'email') and subject like '客户投诉：%';
