-- Row-level security shows an account its own answers and nobody else's; this belongs to the table's owner, and can do
-- nothing with them but forget them.
create index idempotency_age on kernel.idempotency (created_at);
create function kernel.forget_answers(older_than timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  delete from kernel.idempotency where created_at < older_than
$$;
comment on function kernel.forget_answers is 'Takes away the answers kept for an Idempotency-Key before that instant.';
revoke execute on function kernel.forget_answers from public;
grant execute on function kernel.forget_answers to bylaw_app;
create index account_session_expiry on kernel.account_session (expires_at);
