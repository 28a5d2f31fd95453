alter table kernel.mail add column next_at timestamptz not null default '2000-01-01T00:00:00Z';
alter table kernel.mail add column version int not null default 1;
comment on column kernel.mail.next_at is 'A waiting mail is tried no earlier; later after each try that failed.';
create index mail_newest on kernel.mail (created_at desc, id);
