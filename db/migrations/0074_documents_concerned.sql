-- A document may concern another organisation than the one it was issued to: an approval, the organisation it establishes.
create function kernel.guard_concerned(guarded regclass) returns void language plpgsql as $$
declare
  form text := case when exists (select from pg_extension where extname = 'citus') then 'citus' else 'postgres' end;
begin
  execute format('drop policy if exists concerned on %s', guarded);
  execute format('create policy concerned on %s for select to bylaw_app using (%s)',
    guarded, replace(kernel.reach_policy(form), 'org_id', 'concerns_id'));
end
$$;
comment on function kernel.guard_concerned is 'Lets the organisation a row concerns read it beside the one that owns it; changing stays the owner''s.';
revoke execute on function kernel.guard_concerned from public;

alter table kernel.issued_document add column concerns_id uuid references kernel.organisation;
comment on column kernel.issued_document.concerns_id is 'The organisation it is about, where that isn''t the one it was issued to: it reads the document too.';
create index issued_document_concerns on kernel.issued_document (concerns_id);
select kernel.guard_concerned('kernel.issued_document');
