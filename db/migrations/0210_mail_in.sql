alter table kernel.mail add column subject_type text;
alter table kernel.mail add column subject_id uuid;
alter table kernel.mail add column answers text;
alter table kernel.mail add column thread text;
comment on column kernel.mail.subject_id is 'What a mail to somebody outside is about: an answer to it finds its way back.';
comment on column kernel.mail.answers is 'Message-ID of the mail it answers (RFC 5322, In-Reply-To).';
comment on column kernel.mail.thread is 'Message-IDs of the mails before it in its thread (RFC 5322, References), with blanks between.';
create index mail_about on kernel.mail (org_id, subject_id, created_at) where subject_id is not null;

create table kernel.mailbox (
  address text primary key,
  uid_validity bigint not null,
  last_uid bigint not null,
  known_uid bigint not null,
  since timestamptz,
  trying_uid bigint,
  tries int not null default 0,
  looked_at timestamptz not null,
  error text
);
comment on table kernel.mailbox is 'How far the mailbox of the installation has been read (IMAP). Says nothing of any mail.';
comment on column kernel.mailbox.last_uid is 'Everything up to this UID has been taken in or written down as not taken.';
comment on column kernel.mailbox.known_uid is 'What lay in it up to this UID when it was first looked into; of that only the unread is taken.';
comment on column kernel.mailbox.since is 'After the mail server numbered its mails anew: those from this day on are looked at again.';
comment on column kernel.mailbox.trying_uid is 'The mail at work; one that ends its process or its connection again and again is given up.';

create table kernel.mail_arrival (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  message_id text not null,
  mailbox text not null,
  uid_validity bigint not null,
  uid bigint not null,
  size bigint not null,
  sender text,
  sender_name text,
  subject text not null,
  arrived_at timestamptz not null,
  state text not null check (state in ('taken', 'automatic', 'not_taken', 'again', 'settled')),
  reason text,
  params jsonb not null default '{}',
  subject_type text,
  subject_id uuid,
  settled_by uuid references kernel.person,
  settled_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, message_id),
  check ((state = 'taken') = (subject_id is not null)),
  check ((state = 'settled') = (settled_at is not null)),
  check (state = 'taken' or reason is not null)
);
comment on table kernel.mail_arrival is 'Every mail that came into the mailbox and what became of it; org_id is headquarters, whose mailbox it is. The mail itself stays on the mail server.';
comment on column kernel.mail_arrival.message_id is 'As its sender gave it; for a mail without, the SHA-256 of it. The same twice is one mail.';
comment on column kernel.mail_arrival.sender is 'Taken away once the mail was taken in: whoever took it keeps who wrote, masked.';
comment on column kernel.mail_arrival.reason is 'Why it was not taken in, or by what it is known to be automatic: a message key, filled with params.';
comment on column kernel.mail_arrival.subject_id is 'What was made of it, or what it was added to.';
comment on column kernel.mail_arrival.state is 'again: to be fetched once more, as somebody asked.';
create index mail_arrival_id on kernel.mail_arrival (id);
create index mail_arrival_newest on kernel.mail_arrival (arrived_at desc, id desc);
create index mail_arrival_again on kernel.mail_arrival (mailbox, uid) where state = 'again';
select kernel.guard('kernel.mail_arrival');
