import pg from 'pg'
import { Fault } from '../fault.ts'
import { type Asked, planDistribution, type Standing, type Step } from './plan.ts'

const oldest = 12

export type Said = (line: string) => void

/**
 * Spreads a migrated database over the Citus cluster whose coordinator `url` names, table by table; what stands where it
 * should is left as it is, so that a run that was cut off is simply run again, and a migration's new tables follow. As
 * the database's owner. Throws `Fault`.
 */
export async function distribute(
  url: string,
  shared: Record<string, Standing>,
  { say = () => {}, dryRun = false }: { say?: Said; dryRun?: boolean } = {},
): Promise<Step[]> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    await checkCluster(client)
    const steps = await planDistribution(client, shared)
    const standing = await readStanding(client)
    const open = steps.filter(({ table, as }) => as !== 'local' && !standing.has(table))
    for (const { table, as } of steps) checkStanding(table, as, standing.get(table))
    if (dryRun || open.length === 0) return open
    if (standing.size === 0) await checkIdle(client)
    await client.query("select pg_advisory_lock(hashtext('bylaw.migrate'))")
    await prepare(client)
    let beside = [...standing].find(([, as]) => as === 'distributed')?.[0]
    for (const step of open) {
      await spread(client, step, beside)
      if (step.as === 'distributed') beside ??= step.table
      say(`${step.table}: ${step.as} (${step.why})`)
    }
    await checkTogether(client, steps)
    return open
  } finally {
    await client.end()
  }
}

async function checkCluster(client: pg.Client): Promise<void> {
  const found = await client.query<{ version: string }>(
    "select extversion version from pg_extension where extname = 'citus'",
  )
  const version = found.rows[0]?.version
  if (!version)
    throw new Fault(
      'This database has no Citus: on the coordinator and on every worker run CREATE EXTENSION citus in it first.',
    )
  if (Number.parseInt(version, 10) < oldest)
    throw new Fault(`This is Citus ${version}: ${oldest} or newer is needed.`)
  const nodes = await client.query<{ groupid: number; noderole: string; isactive: boolean }>(
    'select groupid, noderole, isactive from pg_dist_node',
  )
  const active = nodes.rows.filter((node) => node.isactive && String(node.noderole) === 'primary')
  if (!active.some(({ groupid }) => groupid === 0))
    throw new Fault(
      "The coordinator isn't among the nodes: select citus_set_coordinator_host('<its name>', 5432) first, so that it holds shared tables too.",
    )
  if (!active.some(({ groupid }) => groupid > 0))
    throw new Fault("There is no worker: select citus_add_node('<its name>', 5432) first.")
}

/** What is moved for the first time is moved while nobody works on it. */
async function checkIdle(client: pg.Client): Promise<void> {
  const busy = await client.query<{ n: number }>(
    "select count(*)::int n from pg_stat_activity where datname = current_database() and application_name = 'bylaw'",
  )
  if (busy.rows[0]!.n > 0)
    throw new Fault('A server is at work on this database: stop every one of them first.')
}

type Placed = 'distributed' | 'reference'

async function readStanding(client: Asked): Promise<Map<string, Placed>> {
  const { rows } = await client.query<{ name: string; method: string }>(
    `select format('%s.%s', n.nspname, c.relname) as name, p.partmethod::text as method
     from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid join pg_namespace n on n.oid = c.relnamespace
     where p.partmethod = 'h' or p.repmodel = 't'`,
  )
  return new Map(rows.map(({ name, method }) => [name, method === 'h' ? 'distributed' : 'reference']))
}

function checkStanding(table: string, as: Step['as'], now: Placed | undefined): void {
  if (now !== undefined && now !== as)
    throw new Fault(`${table} is a ${now} table and should be ${as}: undistribute_table('${table}') first.`)
}

/** Settings of the database, so that every connection has them; policies in the form a cluster takes. */
async function prepare(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name')
  for (const [setting, value] of Object.entries(settings)) {
    await client.query(`alter database ${rows[0]!.name} set ${setting} = ${value}`)
    await client.query(`set ${setting} = ${value}`)
  }
  await client.query(`
    do $$ declare policy record; begin
      for policy in select format('%I.%I', schemaname, tablename)::regclass guarded, policyname from pg_policies
        where policyname in ('reach', 'concerned') and qual like '%unnest%' loop
        if policy.policyname = 'reach' then perform kernel.guard(policy.guarded);
        else perform kernel.guard_concerned(policy.guarded); end if;
      end loop;
    end $$`)
}

export const settings = {
  /** The reach of a transaction travels to the workers with it. */
  'citus.propagate_set_commands': "'local'",
  /** Ours look at their own row, or find on a worker that there is nothing to do. */
  'citus.enable_unsafe_triggers': 'on',
}

/** Tables of organisations stand beside each other: an organisation's rows are all on one worker. */
async function spread(client: pg.Client, { table, as }: Step, beside: string | undefined): Promise<void> {
  const [text, values] =
    as === 'reference'
      ? ['select create_reference_table($1::regclass)', [table]]
      : [
          "select create_distributed_table($1::regclass, 'org_id', colocate_with => $2)",
          [table, beside ?? 'none'],
        ]
  try {
    await client.query(text as string, values as string[])
  } catch (error) {
    throw new Fault(
      `${table} can't be made a ${as} table: ${(error as Error).message}. What was done stays; mend it and run this again.`,
    )
  }
}

async function checkTogether(client: pg.Client, steps: Step[]): Promise<void> {
  const standing = await readStanding(client)
  for (const { table, as } of steps)
    if (as !== 'local' && standing.get(table) !== as) throw new Fault(`${table} did not become ${as}.`)
  const { rows } = await client.query<{ n: number }>(
    "select count(distinct colocationid)::int n from pg_dist_partition where partmethod = 'h'",
  )
  if (rows[0]!.n > 1)
    throw new Fault("Organisations' tables don't stand together: their rows can't be joined.")
}
