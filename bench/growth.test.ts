import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import type pg from 'pg'
import { beforeAll, expect, test, vi } from 'vitest'
import * as network from '../src/chapters/establishment/network/contract.ts'
import { poolOf } from '../src/kernel/db/pool.ts'
import { listIssueStatistics, sumIssues } from '../src/kernel/issues/statistics.ts'
import { workOff } from '../src/kernel/jobs/worker.ts'
import { startApp } from '../test/support/app.ts'
import { complaintHeaders, complaintRows } from '../test/support/complaint-rows.ts'
import { intakeStoryOf } from '../test/support/intake-story.ts'
import { fillLedger } from '../test/support/many-issues.ts'
import { networkHeaders, networkRows } from '../test/support/network-rows.ts'

/**
 * What takes a minute at 25,000 or 100,000 rows is held here at a few thousand, on any machine: by how the work grows with
 * its rows – a straight line, no more – by how many statements it sends, and against the bare rows beside it.
 */
vi.setConfig({ testTimeout: 240_000 })
const app = await startApp()
const zhou = app.as('zhou.ting')
const count = countQueries(poolOf(app.kernel.db))
const intake = intakeStoryOf(app)

/** How many statements the program has sent since it was asked to count them. */
function countQueries(pool: pg.Pool): () => number {
  let count = 0
  const known = new WeakSet<object>()
  pool.on('acquire', (client) => {
    if (known.has(client)) return
    known.add(client)
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    Object.assign(client, {
      query: (...given: unknown[]) => {
        count += 1
        return query(...given)
      },
    })
  })
  return () => count
}

type Taken = { rows: number; seconds: number; statements: number; bare: number }

/** What a piece of work over so many rows takes, statements besides those that don't come of its rows; and what the same rows take as plain inserts, one after the other, before and after it. */
async function taken(rows: string[][], work: () => Promise<unknown>, besides = 0): Promise<Taken> {
  const before = await bareSeconds(rows)
  const sent = count()
  const seconds = await secondsOf(work)
  const statements = count() - sent - besides
  return { rows: rows.length, seconds, statements, bare: (before + (await bareSeconds(rows))) / 2 }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

const bareSeconds = (rows: string[][]) =>
  secondsOf(() =>
    app.owner.transaction().execute(async (tx) => {
      await sql`create temp table bare (cells text[]) on commit drop`.execute(tx)
      for (const row of rows) await sql`insert into bare values (${row})`.execute(tx)
    }),
  )

/**
 * Invariant: four times the rows take four times as long – against the bare rows beside each, so that what else the machine does
 * slows both; what grows with the square takes sixteen – and no row has a statement of its own.
 */
function expectStraight(few: Taken, many: Taken, { times }: { times: number }) {
  const said = `${JSON.stringify(few)} ${JSON.stringify(many)}`
  expect(many.seconds / many.bare / (few.seconds / few.bare), said).toBeLessThan(3)
  expect(many.statements - few.statements, said).toBeLessThan((many.rows - few.rows) / 4)
  expect(many.seconds / many.bare, said).toBeLessThan(times)
}

/** Cells of the column with this header become what is said, the others stay. */
const recast = (headers: string[], rows: string[][], said: Record<string, (cell: string) => string>) =>
  rows.map((row) => row.map((cell, at) => said[headers[at]!]?.(cell) ?? cell))
const fileOf = (headers: string[], rows: string[][]) => Buffer.from(stringify([headers, ...rows]))

/** A network of its own below a region: codes of one size are those of no other. */
async function importNetwork(size: number, region: '华东区' | '华南区' | '华北区'): Promise<Taken> {
  const own = (code: string) => code && `${size}-${code}`
  const rows = recast(networkHeaders, networkRows(size), {
    ...{ 网点编码: own, 上级编码: own },
    统一社会信用代码: () => '',
  })
  const file = { name: 'network.csv', bytes: fileOf(networkHeaders, rows) }
  return taken(rows, async () => {
    const body = { under_id: app.org(region).id }
    const { id, version } = await zhou.upload(network.uploadNetwork, { file, body })
    const params = { id }
    await zhou.call(network.checkNetwork, { params, body: { version } })
    await workOff(app.kernel)
    const checked = await zhou.call(network.readImport, { params })
    await zhou.call(network.importNetwork, { params, body: { version: checked.version, doubtful: 'import' } })
    await workOff(app.kernel)
    const done = await zhou.call(network.readImport, { params })
    expect(done.result).toMatchObject({ created: size })
  })
}

/** Complaints under references of their own. */
async function importComplaints(size: number): Promise<Taken> {
  const codes = networkRows(100).flatMap(([code]) => (/^[WB]-/.test(code!) ? `100-${code}` : []))
  const all = complaintRows(size, { codes, until: app.clock.now, seed: size, open: 0 })
  const rows = recast(complaintHeaders, all, {
    工单号: (cell) => `${size}-${cell}`,
    机构编码: (cell) => cell.replace('NOBODY', codes[0]!),
  })
  // The times of a day are read once for all that came in on it: the regulation’s numbers, and the company’s.
  const days = new Set(rows.map((row) => row[complaintHeaders.indexOf('受理时间')]!.slice(0, 10)))
  const work = async () => {
    const checked = await intake.check(await intake.upload(fileOf(complaintHeaders, rows)))
    const done = await intake.bringIn(checked)
    expect(done.result).toMatchObject({ created: size })
  }
  return taken(rows, work, days.size * 2)
}

/** What every program does once, and a database that knows its tables. */
beforeAll(async () => {
  await importNetwork(100, '华北区')
  await importComplaints(100)
  await sql`analyze`.execute(app.owner)
}, 120_000)

test('a network four times as large takes four times as long to check and import, and no row is asked for alone', async () => {
  const few = await importNetwork(1000, '华东区')
  const many = await importNetwork(4000, '华南区')
  expectStraight(few, many, { times: 20 })
})

test('so do complaints', async () => {
  const few = await importComplaints(500)
  const many = await importComplaints(2000)
  expectStraight(few, many, { times: 40 })
})

/** The least of several: what else the machine does only adds. */
async function leastSeconds(work: () => Promise<unknown>): Promise<number> {
  const all: number[] = []
  for (let n = 0; n < 7; n++) all.push(await secondsOf(work))
  return Math.min(...all)
}

test('counting issues grows with them in a straight line, and takes little more than reading them', async () => {
  const counted = () =>
    app.system(async (ctx) => {
      await sumIssues(ctx, {})
      for (const by of ['organisation', 'clause', 'source'] as const)
        await listIssueStatistics(ctx, { by, limit: 50 })
    })
  const read = () =>
    sql`select org_id, count(*) from (select * from kernel.issue offset 0) i where original_due_on > '2000-01-01' group by 1`.execute(
      app.owner,
    )
  await fillLedger(app.owner, app.clock.now)
  await sql`analyze kernel.issue`.execute(app.owner)
  const few = await leastSeconds(counted)
  await sql`insert into kernel.issue select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(),
      'subject_id', gen_random_uuid(), 'number', i.number || '-' || n))).* from kernel.issue i, generate_series(1, 3) n`.execute(
    app.owner,
  )
  await sql`vacuum analyze kernel.issue`.execute(app.owner)
  const many = await leastSeconds(counted)
  const bare = await leastSeconds(read)
  const said = JSON.stringify({ few, many, bare })
  expect(many / few, said).toBeLessThan(8)
  expect(many / bare, said).toBeLessThan(60)
})
