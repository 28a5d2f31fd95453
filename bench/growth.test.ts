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
import { rowsRead } from '../test/support/rows-read.ts'

/**
 * What takes a minute at 25,000 or 100,000 rows is held here at a few thousand, on any machine however busy: by how what is
 * read, and the program's own work, grow with the rows – a straight line, no more – and by how many statements are sent.
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

type Taken = { rows: number; statements: number; read: number; by: string[]; processor: number }

/** What a piece of work over so many rows takes: statements, besides those that don't come of its rows; rows the database reads; and processor time of the program, in seconds. */
async function taken(rows: number, work: () => Promise<unknown>, besides = 0): Promise<Taken> {
  const [sent, began] = [count(), process.cpuUsage()]
  let [statements, processor] = [0, 0]
  const { count: read, by } = await rowsRead(app, async () => {
    await work()
    statements = count() - sent - besides
    const { user, system } = process.cpuUsage(began)
    processor = (user + system) / 1e6
  })
  return { rows, statements, read, by, processor }
}

/**
 * Invariant: for four times the rows the database reads four times as much, and the program works four times as long – what
 * grows with the square makes it sixteen –, and no row has a statement of its own.
 */
function expectStraight(few: Taken, many: Taken) {
  const said = `${JSON.stringify(few)} ${JSON.stringify(many)}`
  const times = many.rows / few.rows
  expect(many.read / few.read / times, said).toBeLessThan(2.5)
  expect(many.processor / few.processor / times, said).toBeLessThan(3)
  expect(many.statements - few.statements, said).toBeLessThan((many.rows - few.rows) / 4)
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
  return taken(size, async () => {
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
  return taken(size, work, days.size * 2)
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
  expectStraight(few, many)
})

test('so do complaints', async () => {
  const few = await importComplaints(500)
  const many = await importComplaints(2000)
  expectStraight(few, many)
})

test('counting issues grows with them in a straight line, and reads each a few times', async () => {
  const issues = 5000
  const counted = () =>
    app.system(async (ctx) => {
      await sumIssues(ctx, {})
      for (const by of ['organisation', 'clause', 'source'] as const)
        await listIssueStatistics(ctx, { by, limit: 50 })
    })
  await fillLedger(app.owner, app.clock.now, issues)
  await sql`analyze kernel.issue`.execute(app.owner)
  await counted()
  const few = await rowsRead(app, counted)
  await sql`insert into kernel.issue select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(),
      'subject_id', gen_random_uuid(), 'number', i.number || '-' || n))).* from kernel.issue i, generate_series(1, 3) n`.execute(
    app.owner,
  )
  await sql`vacuum analyze kernel.issue`.execute(app.owner)
  const many = await rowsRead(app, counted)
  const said = JSON.stringify({ few, many })
  expect(many.count / few.count, said).toBeLessThan(5)
  expect(many.count / (4 * issues), said).toBeLessThan(12)
})
