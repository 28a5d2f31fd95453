create table kernel.account_used_code (
  account_id uuid not null references kernel.account on delete cascade,
  mark bytea not null,
  used_at timestamptz not null,
  primary key (account_id, mark)
);
comment on table kernel.account_used_code is 'One-time passwords that opened a session, for as long as they would be taken: each opens one.';
comment on column kernel.account_used_code.mark is 'Of the code, by the installation''s secret.';
