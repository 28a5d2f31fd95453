import type pg from 'pg'

/** The whole schema as readable text, in a stable order: what the migrations add up to. */
export async function describeSchema(client: pg.Client): Promise<string> {
  const { rows: tables } = await client.query<{
    oid: number
    name: string
    comment: string | null
    rls: boolean
  }>(`
    select c.oid, n.nspname || '.' || c.relname as name, obj_description(c.oid) as comment, c.relrowsecurity as rls
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'public') order by 2`)
  const parts = ['-- Generated from db/migrations by `npm run generate`. For reading; never run.\n']
  for (const table of tables) parts.push(await describeTable(client, table))
  const { rows: functions } = await client.query<{ text: string }>(`
    select pg_get_functiondef(p.oid) as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'public') order by n.nspname, p.proname`)
  parts.push(...functions.map(({ text }) => `${text.trimEnd()};\n`))
  return parts.join('\n')
}

type Table = { oid: number; name: string; comment: string | null; rls: boolean }

async function describeTable(client: pg.Client, { oid, name, comment, rls }: Table): Promise<string> {
  const lines = async (query: string) =>
    (await client.query<{ line: string }>(query, [oid])).rows.map((row) => row.line)
  const columns = await lines(`
    select '  ' || attname || ' ' || format_type(atttypid, atttypmod)
      || case when attnotnull then ' not null' else '' end
      || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
      || coalesce(' -- ' || col_description(attrelid, attnum), '') as line
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where attrelid = $1 and attnum > 0 and not attisdropped order by attnum`)
  const constraints = await lines(`
    select '  constraint ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint
    where conrelid = $1 and contype <> 'n' order by contype desc, conname`)
  const indexes = await lines(`
    select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i
    where i.indrelid = $1 and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
    order by 1`)
  const triggers = await lines(
    "select pg_get_triggerdef(oid) || ';' as line from pg_trigger where tgrelid = $1 and not tgisinternal order by tgname",
  )
  const policies = await lines(`
    select 'policy ' || polname || ' using (' || pg_get_expr(polqual, polrelid) || ')' as line from pg_policy
    where polrelid = $1 order by polname`)
  return [
    comment ? `-- ${comment}` : '',
    `create table ${name} (`,
    ...columns,
    ...constraints,
    ');',
    ...indexes,
    ...triggers,
    ...(rls ? ['-- row-level security:', ...policies.map((policy) => `--   ${policy}`)] : []),
    '',
  ]
    .filter((line, at) => at > 0 || line)
    .join('\n')
}
