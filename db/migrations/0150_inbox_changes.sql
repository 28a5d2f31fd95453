-- Whose inbox changed, told to every server process at commit; the payload is the person's id and nothing else.
create function kernel.tell_inbox() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform pg_notify('bylaw_inbox', old.person_id::text); end if;
  if tg_op <> 'DELETE' then perform pg_notify('bylaw_inbox', new.person_id::text); end if;
  return null;
end
$$;
comment on function kernel.tell_inbox is 'Tells the servers whose tasks changed, so that open windows read them again.';
create trigger task_told after insert or delete or update of person_id, title, due_at, closed_at on kernel.task
  for each row execute function kernel.tell_inbox();

-- A session that ends ends the streams that ride on it: they look again whose they are.
create function kernel.tell_session_ended() returns trigger language plpgsql as $$
begin
  perform pg_notify('bylaw_inbox', person_id::text) from kernel.account where id = old.user_id and person_id is not null;
  return null;
end
$$;
comment on function kernel.tell_session_ended is 'Lets the streams of a person check their session when one of them ends.';
create trigger account_session_told after delete on kernel.account_session
  for each row execute function kernel.tell_session_ended();
create trigger account_disabled_told after update of disabled_at on kernel.account
  for each row when (new.person_id is not null and new.disabled_at is not null) execute function kernel.tell_inbox();
