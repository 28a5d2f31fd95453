import { connected } from './connected.ts'

/** What a test file may have changed beside rows, in one sum. */
const shape = `
  with ours as (
    select oid from pg_namespace
    where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public', 'pgboss')
  ), parts as (
    select format('%s %s %s', c.oid, c.relname, c.relkind) part from pg_class c join ours n on n.oid = c.relnamespace
    union all select format('%s %s %s', tgrelid, tgname, tgenabled) from pg_trigger where not tgisinternal
    union all select format('%s %s', p.oid::regprocedure, md5(p.prosrc)) from pg_proc p join ours n on n.oid = p.pronamespace
    union all select format('%s %s %s', polrelid, polname, pg_get_expr(polqual, polrelid)) from pg_policy
    union all select format('%s %s', conrelid, pg_get_constraintdef(k.oid)) from pg_constraint k join ours n on n.oid = k.connamespace
  )
  select md5(string_agg(part, ',' order by part)) as sum from parts`

/** Of a database that was just made. */
export const rememberShape = (url: string): Promise<unknown> =>
  connected(url, (client) => client.query(`create table public.as_made as ${shape}`))

/** Whether a database has the tables, functions, triggers and policies it was made with. */
export const isAsMade = (url: string): Promise<boolean> =>
  connected(url, async (client) => {
    const { rows: kept } = await client.query(
      "select from pg_tables where schemaname = 'public' and tablename = 'as_made'",
    )
    if (kept.length === 0) return false
    const { rows } = await client.query<{ same: boolean }>(
      `select (select sum from public.as_made) = (select sum from (${shape}) now) as same`,
    )
    return rows[0]!.same
  })
