-- How somebody wants to hear of things. Read by the account itself, and by the system that writes the mails.
create table kernel.notice_setting (
  account_id uuid primary key references kernel.account on delete cascade,
  ways jsonb not null check (jsonb_typeof(ways) = 'object'),
  quiet boolean not null,
  quiet_from text not null check (quiet_from ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  quiet_to text not null check (quiet_to ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  working_days_only boolean not null,
  digest boolean not null,
  digest_at text not null check (digest_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  time_zone text,
  version int not null default 1,
  updated_at timestamptz not null
);
comment on table kernel.notice_setting is 'How an account wants to hear of things: at once, in the digest or not at all, and when not to be disturbed. No row: as by default.';
comment on column kernel.notice_setting.ways is 'Kind of notice → at_once, digest or none.';
comment on column kernel.notice_setting.quiet_to is 'When mails held back go out; earlier than quiet_from where the night lies between.';
comment on column kernel.notice_setting.time_zone is 'Null: that of the organisation where the person is employed.';
alter table kernel.notice_setting enable row level security;
create policy own on kernel.notice_setting to bylaw_app
  using (account_id = nullif(current_setting('bylaw.account', true), '')::uuid
    or (nullif(current_setting('bylaw.account', true), '') is null and current_setting('bylaw.reach_all', true) = 'on'))
  with check (account_id = nullif(current_setting('bylaw.account', true), '')::uuid);

create table kernel.notice_digest (
  account_id uuid primary key references kernel.account on delete cascade,
  day date not null
);
comment on table kernel.notice_digest is 'The last local day for which an account''s digest was written, or found to have nothing in it. Whoever moves the day on writes the mail in the same transaction: once, however many servers there are.';

alter table kernel.task add column notice text not null default 'waiting' check (notice in ('waiting', 'done'));
alter table kernel.task add column tell_at timestamptz;
comment on column kernel.task.notice is 'What kind of notice its mail is: something waits, or something asked for is done.';
comment on column kernel.task.tell_at is 'When the person is to be told of it by mail; null once that is settled.';
create index task_tell on kernel.task (tell_at) where tell_at is not null and closed_at is null;

alter table kernel.mail add column notice text check (notice in ('waiting', 'reminder', 'escalation', 'copy', 'done', 'digest'));
alter table kernel.mail add column link text;
alter table kernel.mail drop constraint mail_state_check;
alter table kernel.mail add constraint mail_state_check
  check (state in ('waiting', 'sent', 'failed', 'captured', 'bundled', 'unwanted'));
comment on column kernel.mail.notice is 'What kind of notice it is: its recipient chose how to hear of those. Null: an account''s own business, sent at once.';
comment on column kernel.mail.link is 'Path of the page it is about; a sealed link is not among them.';
comment on column kernel.mail.state is 'Captured: no mail server is configured. Bundled: it goes, or went at sent_at, with the recipient''s digest. Unwanted: the recipient switched its kind off.';
create index mail_bundled on kernel.mail (person_id) where state = 'bundled' and sent_at is null;
