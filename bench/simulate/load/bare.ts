import type pg from 'pg'

type Part = { table: string; name: string; definition: string }

/**
 * Takes indexes, keys and the triggers of these tables away and gives back how they are made again: to
 * build an index once and to check a key over all rows at once takes a tenth of the time it takes row by row. Within
 * one transaction, so that nobody ever meets the tables without them, and a run that is cut off leaves them there.
 */
export async function strip(client: pg.Client, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<Part>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) definition
     from pg_constraint where conparentid = 0 and (contype in ('p', 'u') and conrelid = any($1::text[]::regclass[])
       or contype = 'f' and (conrelid = any($1::text[]::regclass[]) or confrelid = any($1::text[]::regclass[])))
     order by contype = 'f' desc, conrelid::regclass::text, conname`,
    [tables],
  )
  const { rows: indexes } = await client.query<Part>(
    `select i.indrelid::regclass::text as table, i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) definition
     from pg_index i where i.indrelid = any($1::text[]::regclass[])
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
     order by 1, 2`,
    [tables],
  )
  for (const { table, name } of keys)
    await client.query(`alter table ${table} drop constraint ${quoted(name)}`)
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
  return async () => {
    await client.query("set local maintenance_work_mem = '512MB'")
    for (const { definition } of indexes) await client.query(definition)
    // What a foreign key leads to comes before it.
    for (const { table, name, definition } of keys.toReversed())
      await client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`)
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`)
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
