import pg from 'pg'
import { shared } from '../../../db/distribution.ts'
import { ensureAppRole } from '../../../src/kernel/db/app-role.ts'
import { distribute } from '../../../src/kernel/db/distribution/distribute.ts'
import { migrate } from '../../../src/kernel/db/migrate.ts'
import { prepareJobs } from '../../../src/kernel/jobs/prepare.ts'
import { databaseUrl } from '../global-setup.ts'
import { secret } from '../world.ts'
import { connected } from './connected.ts'
import { fill, rowsOfTemplate, type TableRows } from './rows.ts'
import { isAsMade, rememberShape } from './shape.ts'
import { standInForCitus } from './stand-in.ts'

/** What the tests run on when no database can be cloned there. */
export type Cluster = {
  /** False where TEST_CLUSTER alone asks for it: a plain PostgreSQL with a stand-in for Citus. */
  citus: boolean
  nodes: { name: string; port: number; group: number }[]
  /** What its databases' names begin with. */
  prefix: string
}

type Server = { url: string; template: string; cluster: Cluster }
export type Lent = { name: string; giveBack: () => Promise<void> }

/** The server says whether it is a cluster; `TEST_CLUSTER=true` has the tests run as on one. */
export async function findCluster(url: string): Promise<Cluster | null> {
  return connected(url, async (client) => {
    const prefix = `bylaw_lent_${process.pid}`
    const { rowCount } = await client.query("select from pg_extension where extname = 'citus'")
    if (!rowCount) return process.env.TEST_CLUSTER === 'true' ? { citus: false, nodes: [], prefix } : null
    const { rows: nodes } = await client.query<Cluster['nodes'][number]>(
      `select nodename as name, nodeport as port, groupid as "group" from pg_dist_node
       where isactive and noderole = 'primary' order by groupid`,
    )
    return { citus: true, nodes, prefix }
  })
}

/**
 * A database of the cluster with the template's rows in it, for one test file at a time: those there are go from file to file,
 * emptied and filled anew, since making one takes as long as many tests. Whoever holds its lock has it, so that one of a worker
 * that died is free again.
 */
export async function lend(server: Server): Promise<Lent> {
  const holder = new pg.Client({ connectionString: server.url })
  await holder.connect()
  for (let n = 1; ; n++) {
    const name = `${server.cluster.prefix}_${n}`
    const { rows } = await holder.query<{ free: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as free',
      [name],
    )
    if (!rows[0]!.free) continue
    await makeReady(holder, server, name).catch(async (error) => {
      await holder.end()
      throw error
    })
    return { name, giveBack: () => holder.end() }
  }
}

let template: Promise<TableRows[]> | undefined

async function makeReady(holder: pg.Client, { url, template: from, cluster }: Server, name: string) {
  template ??= rowsOfTemplate(databaseUrl(url, from))
  const own = databaseUrl(url, name)
  const there = await exists(holder, name)
  if (!there || !(await isAsMade(own))) {
    if (there) await drop(holder, cluster, name)
    await make(holder, { url, cluster, name })
    await rememberShape(own)
  }
  await fill(own, await template)
}

async function make(holder: pg.Client, { url, cluster, name }: Omit<Server, 'template'> & { name: string }) {
  const own = databaseUrl(url, name)
  await holder.query(`create database ${name} template template0`)
  if (cluster.citus) await join(holder, { own, cluster, name })
  else await standInForCitus(own)
  await migrate(own)
  await prepareJobs(own)
  await ensureAppRole(own, secret)
  await distribute(own, shared)
}

/**
 * Citus knows each database by itself: it is made on every node, has the extension there, and is told of the nodes anew
 * ("Creating a new database" in the Citus documentation, cluster management). The coordinator reaches the workers as it always
 * does, so that whoever runs the tests need not.
 */
async function join(
  holder: pg.Client,
  { own, cluster, name }: { own: string; cluster: Cluster; name: string },
) {
  await onWorkers(holder, cluster, `create database ${name} template template0`)
  await connected(own, async (client) => {
    await client.query('create extension citus')
    await onWorkers(client, cluster, 'create extension if not exists citus')
    for (const node of cluster.nodes)
      await client.query(
        node.group === 0 ? 'select citus_set_coordinator_host($1, $2)' : 'select citus_add_node($1, $2)',
        [node.name, node.port],
      )
    // Thirty-two shards of each table would be for a company, not for a test's.
    await client.query(`alter database ${name} set citus.shard_count = 4`)
  })
}

/** Goes to the workers by name, which a database that knows of none yet can. */
async function onWorkers(client: pg.Client, { nodes }: Cluster, command: string): Promise<void> {
  const workers = nodes.filter(({ group }) => group > 0)
  const { rows } = await client.query<{ node_name: string; success: boolean; result: string }>(
    'select node_name, success, result from master_run_on_worker($1::text[], $2::int[], $3::text[], false)',
    [workers.map(({ name }) => name), workers.map(({ port }) => port), workers.map(() => command)],
  )
  const failed = rows.find(({ success }) => !success)
  if (failed) throw new Error(`${failed.node_name}: ${command}: ${failed.result}`)
}

async function drop(holder: pg.Client, cluster: Cluster, name: string): Promise<void> {
  await holder.query(`drop database if exists ${name} with (force)`)
  if (cluster.citus) await onWorkers(holder, cluster, `drop database if exists ${name} with (force)`)
}

/** After the last file. */
export async function dropLent(url: string, cluster: Cluster): Promise<void> {
  await connected(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname like $1 || '\\_%'",
      [cluster.prefix],
    )
    for (const { datname } of rows) {
      await drop(client, cluster, datname)
      await client.query(`drop role if exists bylaw_app_${datname}`)
    }
  })
}

async function exists(holder: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await holder.query('select from pg_database where datname = $1', [name])
  return (rowCount ?? 0) > 0
}
