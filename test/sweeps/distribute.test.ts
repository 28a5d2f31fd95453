import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { shared } from '../../db/distribution.ts'
import { readKnown } from '../../scripts/cluster/known.ts'
import { distribute } from '../../src/kernel/db/distribution/distribute.ts'
import { planDistribution } from '../../src/kernel/db/distribution/plan.ts'
import { migrate, readMigrations } from '../../src/kernel/db/migrate.ts'
import { standInForCitus } from '../support/cluster/stand-in.ts'
import { databaseUrl, runOn } from '../support/global-setup.ts'

const { url: server, template } = inject('database')
const superuser = await isSuperuser()
const made: string[] = []
afterAll(async () => {
  for (const name of made) await runOn(server, `drop database if exists ${name} with (force)`)
})

/** The cast's company, on what passes for a cluster; without `citus`, on none. */
async function makeCompany(citus = true): Promise<string> {
  const name = `bylaw_spread_${randomBytes(6).toString('hex')}`
  made.push(name)
  await runOn(server, `create database ${name} template ${template} strategy file_copy`)
  const url = databaseUrl(server, name)
  if (citus) await standInForCitus(url)
  return url
}

async function rowsOf<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

async function isSuperuser(): Promise<boolean> {
  const [role] = await rowsOf<{ rolsuper: boolean }>(
    server,
    'select rolsuper from pg_roles where rolname = current_user',
  )
  return role!.rolsuper
}

type Call = { what: string; relation: string; beside: string | null }
const callsOf = (url: string) =>
  rowsOf<Call>(url, 'select what, relation, beside from public.citus_call order by n')

type Policy = { table: string; name: string; using: string }
const policiesOf = (url: string) =>
  rowsOf<Policy>(
    url,
    `select format('%s.%s', schemaname, tablename) "table", policyname as name, concat(qual, ' ', with_check) "using"
     from pg_policies where schemaname <> 'pgboss' order by 1, 2`,
  )

/** Of every table an organisation owns, how many rows the app's role sees within a reach. */
async function seen(url: string, reach: string): Promise<Record<string, number>> {
  const counted = [...readKnown().distributed]
    .sort()
    .map((table) => `select '${table}' as "table", count(*)::int n from ${table}`)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`begin; set local role bylaw_app; ${reach}`)
    const { rows } = await client.query<{ table: string; n: number }>(counted.join(' union all '))
    return Object.fromEntries(rows.map(({ table, n }) => [table, n]))
  } finally {
    await client.end()
  }
}

// Citus is written into the catalogue by hand, which a superuser alone may.
test.skipIf(!superuser)(
  'a company is spread: organisations’ tables beside each other, policies in the form a cluster takes',
  { timeout: 120_000 },
  async () => {
    const url = await makeCompany()
    const [branch] = await rowsOf<{ id: string }>(
      url,
      `select org_id id from kernel.assignment group by 1 order by count(*) desc, 1 limit 1`,
    )
    const reaches = [
      "set local bylaw.reach_all = 'on'",
      `set local bylaw.reach = '{${branch!.id}}'`,
      "set local bylaw.reach = '{}'",
    ]
    const before = {
      policies: await policiesOf(url),
      seen: await Promise.all(reaches.map((one) => seen(url, one))),
    }
    expect(before.policies.filter(({ using }) => /select/i.test(using)).length).toBeGreaterThan(50)
    expect(before.seen.map((one) => one['kernel.assignment']! > 0)).toEqual([true, true, false])

    // Told only, nothing is done.
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const planned = (await planDistribution(client, shared)).filter(({ as }) => as !== 'local')
    await client.end()
    expect(await distribute(url, shared, { dryRun: true })).toEqual(planned)
    expect(await callsOf(url)).toEqual([])

    // A table in the middle that a cluster does not take: what was done stays, and what it is about is said.
    const [owned] = planned.filter(({ as }) => as === 'distributed').slice(20)
    await runOn(url, `alter table ${owned!.table} add constraint left_out unique (id)`)
    await expect(distribute(url, shared)).rejects.toThrow(
      new RegExp(`^${owned!.table} can't be made a distributed table: .*left_out.*run this again.$`),
    )
    const half = await callsOf(url)
    expect(half.length).toBeGreaterThan(20)
    await runOn(url, `alter table ${owned!.table} drop constraint left_out`)
    const said: string[] = []
    const rest = await distribute(url, shared, { say: (line) => said.push(line) })
    expect(rest.map(({ table }) => table)).toEqual(planned.slice(half.length).map(({ table }) => table))
    expect(said).toEqual(rest.map(({ table, as, why }) => `${table}: ${as} (${why})`))

    const calls = await callsOf(url)
    const first = planned.find(({ as }) => as === 'distributed')!.table
    expect(calls).toEqual(
      planned.map(({ table, as }) =>
        as === 'reference'
          ? { what: 'create_reference_table', relation: table, beside: null }
          : {
              ...{ what: 'create_distributed_table by org_id', relation: table },
              beside: table === first ? 'none' : expect.any(String),
            },
      ),
    )
    const spread = calls.filter(({ beside }) => beside !== null).map(({ relation }) => relation)
    expect(new Set(spread)).toEqual(readKnown().distributed)
    expect(
      await rowsOf(
        url,
        `select count(*)::int tables, count(distinct colocationid)::int places from public.pg_dist_partition where partmethod = 'h'`,
      ),
    ).toEqual([{ tables: spread.length, places: 1 }])

    // None is gone, none has a sub-query, and each lets through what it did.
    const after = await policiesOf(url)
    const named = (all: Policy[]) => all.map(({ table, name }) => `${table} ${name}`)
    expect(named(after)).toEqual(named(before.policies))
    expect(after.filter(({ using }) => /select/i.test(using))).toEqual([])
    expect(after.filter(({ using }) => using.includes('strpos')).map(({ table }) => table)).toEqual(
      before.policies.filter(({ using }) => /unnest/.test(using)).map(({ table }) => table),
    )
    expect(await Promise.all(reaches.map((one) => seen(url, one)))).toEqual(before.seen)
    expect(
      await rowsOf(
        url,
        `select unnest(setconfig) one from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
         where datname = current_database() order by 1`,
      ),
    ).toEqual([{ one: 'citus.enable_unsafe_triggers=on' }, { one: 'citus.propagate_set_commands=local' }])

    // Once more is nothing more.
    expect(await distribute(url, shared)).toEqual([])
    expect(await callsOf(url)).toEqual(calls)

    // A release later: the migration runs, and its tables follow the others.
    const text = `create table kernel.later (org_id uuid not null references kernel.organisation, id uuid not null, primary key (org_id, id));
      select kernel.guard('kernel.later'); create table kernel.later_kind (key text primary key);`
    const migrations = [...readMigrations(), { name: '9999_later.sql', text, sha256: 'of another release' }]
    expect(await migrate(url, migrations)).toEqual({ applied: ['9999_later.sql'] })
    const decided = { ...shared, 'kernel.later_kind': { as: 'reference', why: 'a trial' } as const }
    expect((await distribute(url, decided)).map(({ table, as }) => `${table} ${as}`).sort()).toEqual([
      'kernel.later distributed',
      'kernel.later_kind reference',
    ])
    expect((await callsOf(url)).find(({ relation }) => relation === 'kernel.later')?.beside).toMatch(
      /^\w+\.\w+$/,
    )
    expect((await policiesOf(url)).find(({ table }) => table === 'kernel.later')?.using).toContain('strpos')
  },
)

test.skipIf(!superuser)(
  'what is no cluster yet is refused with what to do, and nothing is begun',
  async () => {
    const plain = await makeCompany(false)
    await expect(distribute(plain, shared)).rejects.toThrow(
      /This database has no Citus: .* run CREATE EXTENSION citus/,
    )
    const url = await makeCompany()
    const refused = async (change: string, back: string, reason: RegExp) => {
      await runOn(url, change)
      await expect(distribute(url, shared)).rejects.toThrow(reason)
      await runOn(url, back)
    }
    const written = (text: string) => `set allow_system_table_mods = on; ${text}`
    await refused(
      written(`update pg_extension set extversion = '11.3-1' where extname = 'citus'`),
      written(`update pg_extension set extversion = '12.1-1' where extname = 'citus'`),
      /This is Citus 11.3-1: 12 or newer is needed/,
    )
    await refused(
      'update pg_dist_node set isactive = false where groupid = 0',
      'update pg_dist_node set isactive = true',
      /The coordinator isn't among the nodes: select citus_set_coordinator_host/,
    )
    await refused(
      `update pg_dist_node set noderole = 'secondary' where groupid > 0`,
      `update pg_dist_node set noderole = 'primary'`,
      /There is no worker: select citus_add_node/,
    )
    await refused(
      `insert into pg_dist_partition values ('kernel.person', 'h', 'id', 1, 's')`,
      'delete from pg_dist_partition',
      /kernel.person is a distributed table and should be reference: undistribute_table\('kernel.person'\) first/,
    )
    const server = new pg.Client({ connectionString: url, application_name: 'bylaw' })
    await server.connect()
    await expect(distribute(url, shared)).rejects.toThrow(/A server is at work on this database/)
    await server.end()
    expect(await callsOf(url)).toEqual([])
  },
)

test.skipIf(!superuser)('tables that do not stand together are said to be', async () => {
  const url = await makeCompany()
  await distribute(url, shared)
  await runOn(
    url,
    `update pg_dist_partition set colocationid = 7 where logicalrelid = 'kernel.task'::regclass`,
  )
  await runOn(
    url,
    `create table kernel.later (org_id uuid not null, id uuid not null, primary key (org_id, id)); select kernel.guard('kernel.later')`,
  )
  await expect(distribute(url, shared)).rejects.toThrow(/don't stand together/)
})
