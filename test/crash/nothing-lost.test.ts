import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { findEmbedded } from '../../scripts/find-database.ts'
import { listOrganisations } from '../../src/kernel/org/contract.ts'
import { type Installation, installIn, signInAt } from '../support/installation.ts'
import { surroundings } from '../support/process.ts'
import { crash } from './crash.ts'
import { look } from './look.ts'
import { Writing } from './writing.ts'

const scratch = mkdtempSync(join(tmpdir(), 'bylaw-nothing-lost-'))
// As a folder of somebody's: where root runs this, the database's own user can enter it.
chmodSync(scratch, 0o755)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const folder = (name: string) => join(scratch, name)

test('server and database are killed with -9 while others write: what was acknowledged is there, nothing is half done, the next start heals itself', async () => {
  const report = await crash({ rounds: 2, seed: 130, dir: folder('data'), writers: 4 })
  expect(report).toMatchObject({ rounds: 2, faults: [], kills: { engine: 1, both: 1, start: 1 } })
  expect(report.acknowledged).toBeGreaterThan(4)
}, 300_000)

async function run(script: string, to: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../scripts', script), to], {
    env: { ...surroundings(), ...env },
  })
  let said = ''
  const hear = (chunk: Buffer) => {
    said += chunk
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { status, said }
}

/** Of every table, how many rows it has and a sum over all of them. */
async function sumsOf(dir: string): Promise<Record<string, string>> {
  const { databaseUrl, stop } = await findEmbedded(dir)
  const client = new pg.Client({ connectionString: databaseUrl('bylaw') })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(`
      select format('%I.%I', table_schema, table_name) name from information_schema.tables
      where table_schema not in ('information_schema', 'pg_catalog') and table_type = 'BASE TABLE'`)
    const sums: Record<string, string> = {}
    for (const { name } of tables) {
      const { rows } = await client.query<{ sum: string }>(
        `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) sum from ${name} t`,
      )
      sums[name] = rows[0]!.sum
    }
    return sums
  } finally {
    await client.end()
    await stop()
  }
}

/** Writes while `work` goes on. Gives what had been acknowledged before it began. */
async function writingMeanwhile(installation: Installation, work: () => Promise<void>) {
  const running = await installation.start()
  const client = await signInAt(installation.url)
  const { items } = await client.call(listOrganisations, { query: { limit: 1 } })
  const writing = new Writing(client, items[0]!.id)
  const writers = [writing.until('9.0'), writing.until('9.1')]
  while (writing.acknowledged.length < 6) await new Promise((resolve) => setTimeout(resolve, 20))
  const before = [...writing.acknowledged]
  await work()
  expect(writing.acknowledged.length).toBeGreaterThan(before.length)
  running.child.kill('SIGTERM')
  await Promise.all([running.ended, ...writers])
  return before
}

test('a backup made while others write is restored elsewhere, whole; one of a stopped server is the same to the last row', async () => {
  const installation = await installIn(folder('data'))
  const DATA_DIR = installation.dir
  const before = await writingMeanwhile(installation, async () => {
    const { status, said } = await run('backup.ts', folder('online'), { DATA_DIR })
    expect(status, said).toBe(0)
    expect(said).toMatch(/online\/bylaw-\d{8}T\d{6}Z: \d+ files/)
  })
  const online = join(folder('online'), readdirSync(folder('online'))[0]!)
  const restored = await run('restore.ts', online, { DATA_DIR: folder('elsewhere') })
  expect(restored.said).toContain('attachments are there, the trail is whole')
  expect(restored.status).toBe(0)
  const engine = await findEmbedded(folder('elsewhere'))
  const faults = await look({ url: engine.databaseUrl('bylaw'), dir: folder('elsewhere') }, before)
  await engine.stop()
  // What was being acknowledged while it was made may be in it too: nobody was told otherwise.
  expect(faults.filter((one) => !/^there, and nobody was told: /.test(one))).toEqual([])

  const there = await sumsOf(DATA_DIR)
  expect(await run('backup.ts', folder('offline'), { DATA_DIR })).toMatchObject({ status: 0 })
  const offline = join(folder('offline'), readdirSync(folder('offline'))[0]!)
  expect(await run('restore.ts', offline, { DATA_DIR: folder('same') })).toMatchObject({ status: 0 })
  expect(await sumsOf(folder('same'))).toEqual(there)
  const again = await (await installIn(folder('same'))).start()
  expect(again.said()).not.toContain('/setup/')
  again.child.kill('SIGTERM')
  await again.ended

  // A bit that fell over, and a file somebody put there.
  const damaged = readdirSync(join(offline, 'files'), { recursive: true, encoding: 'utf8' }).find((name) =>
    /[0-9a-f]{64}$/.test(name),
  )!
  writeFileSync(join(offline, 'files', damaged), 'X', { flag: 'a' })
  rmSync(join(offline, 'secret'))
  const refused = await run('restore.ts', offline, { DATA_DIR: folder('never') })
  expect(refused.status).toBe(1)
  expect(refused.said).toContain(`files/${damaged.replaceAll('\\', '/')} was changed`)
  expect(refused.said).toContain('secret is missing')
  expect(readdirSync(folder('never'))).toEqual([])
}, 300_000)

test('a backup to a wrong place and a restore over something are refused with a sentence', async () => {
  mkdirSync(folder('used'))
  writeFileSync(folder('used/of somebody'), 'kept')
  const DATA_DIR = folder('data')
  const online = join(folder('online'), readdirSync(folder('online'))[0]!)
  for (const [running, sentence] of [
    [run('backup.ts', '', { DATA_DIR }), 'Where to?'],
    [run('backup.ts', folder('data/inside'), { DATA_DIR }), 'lies in what is backed up'],
    [run('backup.ts', folder('x'), { DATA_DIR: folder('nothing') }), 'There is no installation in'],
    [run('backup.ts', folder('x'), { DATABASE_URL: 'postgres://a@b/c', DATA_DIR }), 'pg_dump'],
    [run('restore.ts', online, { DATA_DIR: folder('used') }), 'is not empty (of somebody)'],
    [run('restore.ts', folder('used'), { DATA_DIR: folder('y') }), 'is no backup'],
    [run('restore.ts', online, { DATA_DIR: folder('y'), FILES_DIR: folder('z') }), 'take FILES_DIR out'],
    [
      run('restore.ts', online, { DATA_DIR: folder('y'), DATABASE_URL: 'postgres://a@b/c' }),
      'take DATABASE_URL',
    ],
  ] as const) {
    const { status, said } = await running
    expect(said).toContain(sentence)
    expect(said).not.toContain('    at ')
    expect(status).toBe(1)
  }
  expect(readFileSync(folder('used/of somebody'), 'utf8')).toBe('kept')
}, 60_000)
