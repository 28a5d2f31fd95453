/**
 * Importing a network of a company, as CSV and XLSX, and taking it out again, through the API of a server of its own:
 * `node scripts/ready.mjs run bench/import.ts [rows ...] [csv] [xlsx]`. Prints seconds, rows a second, how long the same rows take
 * as plain inserts into one table of the same database, and by how many megabytes the memory of a server that was just
 * started rose at its peak during check, import (until all rows are compared; while they are written) and export. At the
 * end how these grew from the fewest rows to the most.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import pg from 'pg'
import * as network from '../src/chapters/establishment/network/contract.ts'
import { startEmbedded } from '../src/kernel/db/embedded.ts'
import { readJob } from '../src/kernel/jobs/contract.ts'
import { writeSheet } from '../src/kernel/sheet/write.ts'
import { Client } from '../test/support/client.ts'
import { networkHeaders, networkRows } from '../test/support/network-rows.ts'
import { freePort, startProcess } from '../test/support/process.ts'
import { cookie, secret, seedCompany } from './company.ts'
import { command, peakOf } from './process.ts'

const given = process.argv.slice(2)
const numbers = given.map(Number).filter((one) => one > 0)
const sizes = numbers.length > 0 ? numbers : [5_000, 25_000]
const named = (['csv', 'xlsx'] as const).filter((format) => given.includes(format))
const formats = named.length > 0 ? named : (['csv', 'xlsx'] as const)
const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-bench-import-'))
chmodSync(scratch, 0o755)
const engine = await startEmbedded({ dir: path.join(scratch, 'pg') })
const columns = [
  'rows',
  'file',
  'upload',
  'check',
  'import',
  'again',
  'export',
  'rows/s',
  'bare',
  'ratio',
  'MB check',
  'compare',
  'write',
  'export',
]
try {
  await command(engine.url, 'create database company')
  await seedCompany(engine.databaseUrl('company'), undefined, 'shen.jing')
  console.log(columns.map((column) => column.padStart(9)).join(''))
  for (const format of formats) {
    const risen: number[][] = []
    for (const size of sizes) risen.push(await measure(size, format))
    if (sizes.length > 1) sayGrowth(format, risen[0]!, risen.at(-1)!)
  }
} finally {
  await engine.stop()
  rmSync(scratch, { recursive: true, force: true })
}

/** Prints a line; its kilobytes at the peak of check, comparison, writing and export. */
async function measure(size: number, format: (typeof formats)[number]): Promise<number[]> {
  const name = `n${size}_${format}`
  await command(engine.url, `create database ${name} template company`)
  const rows = networkRows(size)
  const bytes =
    format === 'csv'
      ? Buffer.from(stringify([networkHeaders, ...rows]))
      : (await writeSheet({ name, format, language: 'zh-CN', head: networkHeaders, body: rows })).bytes
  const times: number[] = []
  const peaks: number[] = []
  const parts: number[] = []
  let uploaded: network.NetworkImport
  const upload = async (admin: Client) => {
    uploaded = await admin.upload(network.uploadNetwork, { file: { name: `network.${format}`, bytes } })
  }
  let [comparing, writing] = [0, 0]
  const steps: ((admin: Client, pid: number) => Promise<void>)[] = [
    upload,
    async (admin) => {
      uploaded = await work(admin, network.checkNetwork, uploaded)
    },
    async (admin, pid) => {
      const done = await work(admin, network.importNetwork, uploaded, (rows) => {
        if (rows === 0) return
        // From here on rows are written: what comparing took at most is known.
        if (writing === 0) comparing = peakOf(pid, true)
        writing = peakOf(pid, false)
      })
      if (done.result?.created !== size) throw new Error(`imported ${JSON.stringify(done.result)}`)
    },
    async (admin) => {
      await upload(admin)
      const again = await work(admin, network.checkNetwork, uploaded)
      if (again.summary?.verdicts.same !== size)
        throw new Error(`again ${JSON.stringify(again.summary?.verdicts)}`)
    },
    async (admin) => void (await admin.download(network.exportNetwork, { query: { format } })),
  ]
  // Memory that was taken once is seldom given back: each step has a server of its own.
  for (const step of steps) {
    const { taken, peak, before } = await onServer(name, step)
    times.push(taken)
    peaks.push(peak - before)
    if (writing > 0 && parts.length === 0) parts.push(comparing - before, writing - before)
  }
  const bare = await insertBare(engine.databaseUrl(name), rows)
  const taken = times[1]! + times[2]!
  const risen = [peaks[1]!, ...parts, peaks[4]!]
  const said = [
    ...[size, format, ...times.map((time) => time.toFixed(1)), Math.round(size / taken)],
    ...[bare.toFixed(2), (taken / bare).toFixed(0)],
    ...risen.map((peak) => `+${Math.round(peak / 1024)}`),
  ]
  console.log(said.map((cell) => String(cell).padStart(9)).join(''))
  return risen
}

/** How the peaks of two sizes stand to each other; flat is 1, whatever the rows. */
function sayGrowth(format: string, few: number[], many: number[]) {
  const growth = ['check', 'compare', 'write', 'export'].map(
    (step, at) => `${step} ${(many[at]! / few[at]!).toFixed(2)}`,
  )
  console.log(
    `${format}: ${(sizes.at(-1)! / sizes[0]!).toFixed(0)} times the rows, memory ${growth.join(', ')}`,
  )
}

/** Seconds that a step takes on a server just started, and by how many kilobytes the server's memory rose at its peak. */
async function onServer(name: string, step: (admin: Client, pid: number) => Promise<void>) {
  const port = await freePort()
  const server = startProcess({
    ...{ PORT: String(port), DATA_DIR: path.join(scratch, name), DATABASE_URL: engine.databaseUrl(name) },
    ...{ SECRET: secret, NODE_ENV: 'production', RATE_LIMIT: '0', DEMO: 'true' },
  })
  try {
    await server.until('Bylaw is at')
    const admin = new Client(`http://127.0.0.1:${port}`, { cookie: cookie() })
    await admin.call(network.listImports)
    const pid = server.child.pid!
    peakOf(pid, true)
    const before = peakOf(pid, false)
    const began = performance.now()
    await step(admin, pid)
    return { taken: (performance.now() - began) / 1000, peak: peakOf(pid, false), before }
  } finally {
    server.child.kill('SIGTERM')
    await server.ended
  }
}

/** Starts a check or an import and waits for its job. */
async function work(
  admin: Client,
  endpoint: typeof network.checkNetwork | typeof network.importNetwork,
  { id, version }: network.NetworkImport,
  onProgress: (done: number) => void = () => {},
): Promise<network.NetworkImport> {
  const body = endpoint === network.importNetwork ? { version, doubtful: 'import' as const } : { version }
  const begun = await admin.call(endpoint as typeof network.importNetwork, {
    params: { id },
    body: body as never,
  })
  for (;;) {
    const job = await admin.call(readJob, { params: { id: begun.job!.id } })
    if (job.state === 'running') onProgress(job.done)
    if (job.state === 'failed' || job.state === 'cancelled') throw new Error(job.error ?? job.state)
    if (job.state === 'done') return admin.call(network.readImport, { params: { id } })
    await sleep(50)
  }
}

/** Seconds for the same rows into one table without keys, checks or trail, in one transaction. */
async function insertBare(url: string, rows: string[][]): Promise<number> {
  const names = networkHeaders.map((_, at) => `c${at}`)
  await command(url, `create table public.bare (${names.map((one) => `${one} text`).join(', ')})`)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const began = performance.now()
  await client.query('begin')
  for (let at = 0; at < rows.length; at += 2000)
    await client.query(
      `insert into public.bare select ${names.map((_, i) => `r->>${i}`).join(', ')} from jsonb_array_elements($1::jsonb) r`,
      [JSON.stringify(rows.slice(at, at + 2000))],
    )
  await client.query('commit')
  const taken = (performance.now() - began) / 1000
  await client.end()
  return taken
}
