import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, expect, inject, test, vi } from 'vitest'
import { seedParts } from '../../db/seed/reference.ts'
import { describeSchema } from '../../scripts/describe-schema.ts'
import { readAnalysis } from '../../src/chapters/complaints/analysis/contract.ts'
import { listComplaints, readComplaint } from '../../src/chapters/complaints/complaint/contract.ts'
import { listApplications, readApplication } from '../../src/chapters/establishment/application/contract.ts'
import { readChange } from '../../src/chapters/establishment/change/contract.ts'
import { listChanges } from '../../src/chapters/establishment/change/list/contract.ts'
import { listRequests, readRequest } from '../../src/kernel/approvals/request/contract.ts'
import { measureControls } from '../../src/kernel/controls/measure.ts'
import { migrate } from '../../src/kernel/db/migrate.ts'
import { makeDb, makePool } from '../../src/kernel/db/pool.ts'
import { everything, inTransaction } from '../../src/kernel/db/transaction.ts'
import { listIssues } from '../../src/kernel/issues/contract.ts'
import { prepareJobs } from '../../src/kernel/jobs/prepare.ts'
import { listOrganisations } from '../../src/kernel/org/contract.ts'
import { search } from '../../src/kernel/search/contract.ts'
import { signingKey } from '../../src/kernel/trail/key.ts'
import { inSnapshot, readRecords } from '../../src/kernel/trail/records.ts'
import { verifyTrail } from '../../src/kernel/trail/verify.ts'
import { startApp } from '../support/app.ts'
import { databaseUrl, runOn } from '../support/global-setup.ts'

vi.setConfig({ testTimeout: 60_000 })

/**
 * A database as it was after migration 0241, with the demo of that time in it: `demo-0241.sql.br`, of `pg_dump --no-owner
 * --rows-per-insert=200 --exclude-schema=pgboss`, without psql's own commands, compressed with Brotli.
 */
const dump = brotliDecompressSync(readFileSync(join(import.meta.dirname, 'demo-0241.sql.br'))).toString()
const { url: server, template } = inject('database')
const name = `bylaw_upgraded_${randomBytes(4).toString('hex')}`
const url = databaseUrl(server, name)
await runOn(server, `create database ${name} template template0`)
await runOn(url, dump)
const before = await countRows()
const { applied } = await migrate(url)
const after = await countRows()
await prepareJobs(url)
const pool = makePool({ url, max: 1 })
const start = () => inTransaction(makeDb(pool), { reach: everything }, (tx) => seedParts(tx, new Date()))
await start()
const started = await countRows()
await start()
const startedAgain = await countRows()
await pool.end()
const app = await startApp({ template: name, now: '2026-11-30T01:00:00.000Z' })
afterAll(() => runOn(server, `drop database if exists ${name} with (force)`))

/** Of every table of ours, how many rows it has. */
async function countRows(): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(`
      select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema in ('kernel', 'establishment', 'complaints') and table_type = 'BASE TABLE' order by 1`)
    const counts: Record<string, number> = {}
    for (const { name: table } of rows)
      counts[table] = Number((await client.query(`select count(*) from ${table}`)).rows[0].count)
    return counts
  } finally {
    await client.end()
  }
}

test('an older database is brought up to date, and keeps every row it had', () => {
  expect(applied.length).toBeGreaterThan(10)
  expect(applied[0]).toMatch(/^0250_/)
  const kept = Object.keys(before).filter((table) => table in after)
  expect(before['complaints.complaint']).toBeGreaterThan(400)
  expect(kept.filter((table) => after[table]! < before[table]!)).toEqual([])
  expect(Object.keys(before).filter((table) => !(table in after))).toEqual([])
})

test('what the program brings of its own is there after the first start, and the next one adds nothing', () => {
  expect(startedAgain).toEqual(started)
})

test('its schema is the one a new database has, to the last policy', async () => {
  const shapeOf = async (database: string) => {
    const client = new pg.Client({ connectionString: databaseUrl(server, database) })
    await client.connect()
    try {
      return await describeSchema(client)
    } finally {
      await client.end()
    }
  }
  expect(await shapeOf(name)).toBe(await shapeOf(template))
})

test('its trail verifies, to the last entry', async () => {
  const { publicKey: public_key } = signingKey(app.kernel.configuration.secret)
  const verdict = await inSnapshot(app.owner, (tx) =>
    verifyTrail(readRecords(tx, { public_key, made_at: app.clock.now.toISOString() })),
  )
  expect(verdict.entries).toBe(before['kernel.trail_entry'])
  // Its checkpoint was signed with the key of the installation it came from.
  expect(verdict.faults.filter(({ kind }) => !['forged', 'unsigned'].includes(kind))).toEqual([])
})

test('what was there before is read, found and counted', async () => {
  const zhou = app.as('zhou.ting')
  const everyRecord = async <T extends { id: string }>(
    items: T[],
    read: (id: string) => Promise<unknown>,
  ) => {
    expect(items.length).toBeGreaterThan(0)
    for (const { id } of items) await read(id)
  }
  const params = (id: string) => ({ params: { id } })
  expect((await zhou.call(listOrganisations, { query: { limit: 100 } })).items.length).toBeGreaterThan(40)
  const complaints = await zhou.call(listComplaints, { query: { limit: 40 } })
  await everyRecord(complaints.items, (id) => zhou.call(readComplaint, params(id)))
  await everyRecord((await zhou.call(listApplications, {})).items, (id) =>
    zhou.call(readApplication, params(id)),
  )
  await everyRecord((await zhou.call(listChanges, {})).items, (id) => zhou.call(readChange, params(id)))
  await everyRecord((await app.as('shen.jing').call(listRequests, {})).items, (id) =>
    app.as('shen.jing').call(readRequest, params(id)),
  )
  expect((await zhou.call(listIssues, {})).items.length).toBeGreaterThan(5)
  const { total, first_time_right } = await zhou.call(readAnalysis, {})
  expect(total).toBeGreaterThan(100)
  // Objections of before are counted from the trail.
  expect(first_time_right.met).toBeLessThan(first_time_right.total)
  expect((await zhou.call(search, { query: { text: complaints.items[0]!.number } })).items[0]).toMatchObject({
    number: complaints.items[0]!.number,
  })
  expect(await measureControls(app.kernel)).toBe(13)
})
