import { shared } from '../../../db/distribution.ts'
import { planDistribution } from '../../../src/kernel/db/distribution/plan.ts'
import { connected } from './connected.ts'

/** The rows of a table as one JSON array; null when it has none. */
export type TableRows = { table: string; columns: string; rows: string | null }

/** Every row of the template, tables in an order that foreign keys allow. */
export const rowsOfTemplate = (url: string): Promise<TableRows[]> =>
  connected(url, async (client) => {
    const ours = (await planDistribution(client, shared)).map(({ table }) => table)
    const { rows: queue } = await client.query<{ name: string }>(
      `select format('pgboss.%I', relname) as name from pg_class
       where relnamespace = 'pgboss'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
    )
    const tables: TableRows[] = []
    for (const table of [...ours, ...queue.map(({ name }) => name)]) {
      const { rows } = await client.query<{ columns: string }>(
        `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        [table],
      )
      const { rows: all } = await client.query<{ rows: string | null }>(
        `select json_agg(t)::text as rows from ${table} t`,
      )
      tables.push({ table, columns: rows[0]!.columns, rows: all[0]!.rows })
    }
    return tables
  })

/**
 * Leaves these rows in a database and no others, whatever was there; no trigger speaks meanwhile. Rows are deleted, not
 * truncated: Citus truncates by a trigger of its own, which would keep silent too.
 */
export const fill = (url: string, tables: TableRows[]): Promise<void> =>
  connected(url, async (client) => {
    const some = tables.map(({ table }, at) => `select ${at} as at where exists (select from ${table})`)
    const { rows: used } = await client.query<{ at: number }>(some.join(' union all '))
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    // A shared row may be written after organisations' rows were on several workers at once.
    await client.query("set local citus.multi_shard_modify_mode = 'sequential'")
    for (const { at } of used.sort((one, other) => other.at - one.at))
      await client.query(`delete from ${tables[at]!.table}`)
    for (const { table, columns, rows } of tables)
      if (rows)
        await client.query(
          `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
          [rows],
        )
    await client.query('commit')
  })
