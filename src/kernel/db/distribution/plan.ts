import { Fault } from '../fault.ts'

/** Where a table no organisation owns stands: on every node, or on the coordinator alone. */
export type Standing = { as: 'reference' | 'local'; why: string }
export type Step = { table: string; as: 'distributed' | 'reference' | 'local'; why: string }

/** A connection or a pool. */
export type Asked = { query<R extends object>(text: string, values?: unknown[]): Promise<{ rows: R[] }> }

type Table = { name: string; owned: boolean; refers_to: string[] }

/** Schemas that hold no table of ours: pg-boss keeps its own on the coordinator, and so does the list of migrations. */
const foreign = [
  'pg_catalog',
  'information_schema',
  'public',
  'pgboss',
  'citus',
  'citus_internal',
  'columnar',
]

/**
 * Where each table of a database stands on a cluster, each after those it refers to. Throws `Fault` for a shared table
 * nobody decided on, and for a decision about a table there isn't.
 */
export async function planDistribution(client: Asked, shared: Record<string, Standing>): Promise<Step[]> {
  const { rows } = await client.query<Table>(
    `select format('%s.%s', n.nspname, c.relname) name,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped) owned,
       coalesce((
         select array_agg(distinct format('%s.%s', tn.nspname, t.relname)) from pg_constraint k
         join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid), '{}') refers_to
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname <> all($1) and n.nspname not like 'pg_toast%' order by 1`,
    [foreign],
  )
  const undecided = rows.filter(({ name, owned }) => !owned && !shared[name]).map(({ name }) => name)
  if (undecided.length > 0)
    throw new Fault(
      `Nobody decided where ${undecided.join(', ')} stands on a cluster: see db/distribution.ts.`,
    )
  const gone = Object.keys(shared).filter(
    (name) => !rows.some((table) => table.name === name && !table.owned),
  )
  if (gone.length > 0)
    throw new Fault(`${gone.join(', ')}: no such shared table, though db/distribution.ts decides on it.`)
  const local = new Set(Object.keys(shared).filter((name) => shared[name]!.as === 'local'))
  const wrong = rows.find((table) => !local.has(table.name) && table.refers_to.some((to) => local.has(to)))
  if (wrong)
    throw new Fault(
      `${wrong.name} is on every node and refers to ${wrong.refers_to.find((to) => local.has(to))}, which is on the coordinator alone.`,
    )
  return inOrder(rows).map(({ name, owned }) =>
    owned
      ? { table: name, as: 'distributed', why: 'an organisation owns each row' }
      : { table: name, ...shared[name]! },
  )
}

/** Each table after those it refers to; shared ones first. */
function inOrder(tables: Table[]): Table[] {
  const placed: Table[] = []
  const done = new Set<string>()
  const place = (table: Table, path: string[]) => {
    if (done.has(table.name)) return
    if (path.includes(table.name))
      throw new Fault(`${[...path, table.name].join(' > ')}: foreign keys in a ring`)
    for (const name of table.refers_to) {
      const target = tables.find((one) => one.name === name)
      if (target) place(target, [...path, table.name])
    }
    done.add(table.name)
    placed.push(table)
  }
  for (const table of [...tables.filter(({ owned }) => !owned), ...tables]) place(table, [])
  return placed
}
