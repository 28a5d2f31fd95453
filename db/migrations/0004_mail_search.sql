create table kernel.mail (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  recipient text not null,
  person_id uuid references kernel.person,
  template text not null,
  language text not null,
  subject text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'captured')),
  attempts int not null default 0,
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (org_id, id)
);
comment on table kernel.mail is 'Outbox: written in the transaction that causes the mail, sent afterwards. Captured: no mail server is configured.';
create index mail_id on kernel.mail (id);
create index mail_waiting on kernel.mail (created_at) where state = 'waiting';
select kernel.guard('kernel.mail');

create table kernel.search_entry (
  org_id uuid not null references kernel.organisation,
  id uuid not null,
  subject_type text not null,
  title text not null,
  number text,
  link text not null,
  words tsvector not null,
  updated_at timestamptz not null default now(),
  primary key (org_id, id)
);
comment on table kernel.search_entry is 'What can be found, within reach. words holds Chinese as overlapping pairs of characters, so that any two characters are found on any PostgreSQL.';
comment on column kernel.search_entry.id is 'The subject''s id.';
create index search_entry_id on kernel.search_entry (id);
create index search_entry_words on kernel.search_entry using gin (words);
select kernel.guard('kernel.search_entry');
