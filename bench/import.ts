/**
 * Importing a network of a company, as CSV and XLSX, and taking it out again, through the API of a server of its own:
 * `node scripts/ready.mjs run bench/import.ts [rows ...] [csv] [xlsx]`. Prints seconds, rows a second, how long the same rows take
 * as plain inserts into one table of the same database, and by how many megabytes the memory of a server that was just
 * started rose at its peak during check, import (until all rows are compared; while they are written) and export. At the
 * end how these grew from the fewest rows to the most.
 */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import pg from 'pg'
import * as network from '../src/chapters/establishment/network/contract.ts'
import { startEmbedded } from '../src/kernel/db/embedded.ts'
import { readJob } from '../src/kernel/jobs/contract.ts'
import { writeSheet } from '../src/kernel/sheet/write.ts'
import type { Client } from '../test/support/client.ts'
import { networkHeaders, networkRows } from '../test/support/network-rows.ts'
import { openFor, seedCompany } from './company.ts'
import { command, peakOf } from './process.ts'
import { withScratch } from './scratch.ts'
import { type OneServer, openServer } from './server.ts'

const columns = [
  ...['rows', 'file', 'upload', 'check', 'import', 'again', 'export'],
  ...['rows/s', 'bare', 'ratio', 'MB check', 'compare', 'write', 'export'],
]

/** A PostgreSQL, a database on it with the cast that each measurement copies, and a folder. */
export type Place = { server: string; company: string; scratch: string }
type Format = 'csv' | 'xlsx'

/**
 * Gives the cells of a line, and the kilobytes at the peak of check, comparison, writing and export. Throws where not every row
 * came in or, brought in again, is known to be the same. `together`: one server does it all, and what it took says less.
 */
export async function measureImport(
  place: Place,
  { size, format, together = false }: { size: number; format: Format; together?: boolean },
): Promise<{ cells: (string | number)[]; risen: number[] }> {
  const name = `${place.company}_n${size}_${format}`
  const url = on(place.server, name)
  const dir = path.join(place.scratch, name)
  await command(place.server, `create database ${name} template ${place.company}`)
  await openFor(url, 'shen.jing')
  const rows = networkRows(size)
  const bytes =
    format === 'csv'
      ? Buffer.from(stringify([networkHeaders, ...rows]))
      : (await writeSheet({ name, title: name, format, language: 'zh-CN', head: networkHeaders, body: rows }))
          .bytes
  const times: number[] = []
  const peaks: number[] = []
  const parts: number[] = []
  let uploaded: network.NetworkImport
  const upload = async (admin: Client) => {
    uploaded = await admin.upload(network.uploadNetwork, { file: { name: `network.${format}`, bytes } })
  }
  let [comparing, writing] = [0, 0]
  const steps: Step[] = [
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
  const one = together ? await openServer(url, dir) : undefined
  try {
    // Memory that was taken once is seldom given back: each step has a server of its own.
    for (const step of steps) {
      const server = one ?? (await openServer(url, dir))
      const { taken, peak, before } = await timed(server, step)
      if (!one) await server.close()
      times.push(taken)
      peaks.push(peak - before)
      if (writing > 0 && parts.length === 0) parts.push(comparing - before, writing - before)
    }
  } finally {
    await one?.close()
  }
  const bare = await insertBare(url, rows)
  const taken = times[1]! + times[2]!
  const risen = [peaks[1]!, ...parts, peaks[4]!]
  const cells = [
    ...[size, format, ...times.map((time) => time.toFixed(1)), Math.round(size / taken)],
    ...[bare.toFixed(2), (taken / bare).toFixed(0)],
    ...risen.map((peak) => `+${Math.round(peak / 1024)}`),
  ]
  return { cells, risen }
}

/** The address of another database of a server. */
export const on = (server: string, name: string): string =>
  Object.assign(new URL(server), { pathname: `/${name}` }).toString()

/** How the peaks of two sizes stand to each other; flat is 1, whatever the rows. */
function sayGrowth(format: string, times: number, few: number[], many: number[]) {
  const growth = ['check', 'compare', 'write', 'export'].map(
    (step, at) => `${step} ${(many[at]! / few[at]!).toFixed(2)}`,
  )
  console.log(`${format}: ${times.toFixed(0)} times the rows, memory ${growth.join(', ')}`)
}

type Step = (admin: Client, pid: number) => Promise<void>

/** Seconds that a step takes, and the server's memory before and at its peak, in kilobytes. */
async function timed({ client, pid }: OneServer, step: Step) {
  await client.call(network.listImports)
  peakOf(pid, true)
  const before = peakOf(pid, false)
  const began = performance.now()
  await step(client, pid)
  return { taken: (performance.now() - began) / 1000, peak: peakOf(pid, false), before }
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

async function main() {
  const given = process.argv.slice(2)
  const numbers = given.map(Number).filter((one) => one > 0)
  const sizes = numbers.length > 0 ? numbers : [5_000, 25_000]
  const named = (['csv', 'xlsx'] as const).filter((format) => given.includes(format))
  const formats = named.length > 0 ? named : (['csv', 'xlsx'] as const)
  await withScratch(async (scratch, later) => {
    const engine = await startEmbedded({ dir: path.join(scratch, 'pg') })
    later(engine.stop)
    await command(engine.url, 'create database company')
    await seedCompany(engine.databaseUrl('company'))
    console.log(columns.map((column) => column.padStart(9)).join(''))
    for (const format of formats) {
      const risen: number[][] = []
      for (const size of sizes) {
        const one = await measureImport({ server: engine.url, company: 'company', scratch }, { size, format })
        console.log(one.cells.map((cell) => String(cell).padStart(9)).join(''))
        risen.push(one.risen)
      }
      if (sizes.length > 1) sayGrowth(format, sizes.at(-1)! / sizes[0]!, risen[0]!, risen.at(-1)!)
    }
  })
}

if (process.argv[1] === import.meta.filename) await main()
