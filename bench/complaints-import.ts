/**
 * Importing the complaints of another system through the API of a server of its own:
 * `node scripts/ready.mjs run bench/complaints-import.ts [rows ...]`. The company has 500 outlets. Prints seconds for the
 * upload, the check, the import and the check of the same file again, rows a second of each, what the check and the import
 * add to the server's memory at most, and how long somebody who enters a complaint meanwhile waits at most.
 */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import pg from 'pg'
import { castId } from '../db/seed/cast.ts'
import { createComplaint } from '../src/chapters/complaints/complaint/contract.ts'
import * as complaints from '../src/chapters/complaints/intake/contract.ts'
import * as network from '../src/chapters/establishment/network/contract.ts'
import { startEmbedded } from '../src/kernel/db/embedded.ts'
import { readJob } from '../src/kernel/jobs/contract.ts'
import type { Client } from '../test/support/client.ts'
import { complaintHeaders, complaintRows } from '../test/support/complaint-rows.ts'
import { networkHeaders, networkRows } from '../test/support/network-rows.ts'
import { openFor, seedCompany } from './company.ts'
import { on, type Place } from './import.ts'
import { command, peakOf } from './process.ts'
import { withScratch } from './scratch.ts'
import { openServer } from './server.ts'

const columns = [
  ...['rows', 'MB', 'upload', 'check', 'rows/s', 'import', 'rows/s'],
  ...['again', 'MB check', 'MB import', 'waits ms'],
]

type Started = { id: string; version: number; job: { id: string } | null }

/** Gives the cells of a line. Throws where not every row came in or, checked again, is known to be the same. */
export async function measureComplaints(
  { server, company, scratch }: Place,
  { size, outlets = 500 }: { size: number; outlets?: number },
): Promise<(string | number)[]> {
  const name = `${company}_c${size}`
  const url = on(server, name)
  await command(server, `create database ${name} template ${company}`)
  await openFor(url, 'zhou.ting')
  const { client: zhou, pid, close } = await openServer(url, path.join(scratch, name))
  try {
    const codes = await foundOutlets(zhou, url, outlets)
    const bytes = Buffer.from(
      stringify([complaintHeaders, ...complaintRows(size, { codes, until: new Date() })]),
    )
    const before = peakOf(pid, true)
    const [upload, found] = await timed(() => uploadFile(zhou, bytes))
    const [check, checked] = await timed(() =>
      work(zhou, () =>
        zhou.call(complaints.checkComplaints, { params: { id: found.id }, body: { version: found.version } }),
      ),
    )
    const checkPeak = peakOf(pid, true)
    const waits = enterMeanwhile(zhou)
    const [bring, done] = await timed(() =>
      work(zhou, () =>
        zhou.call(complaints.bringInComplaints, {
          params: { id: found.id },
          body: { version: checked.version, doubtful: 'import' },
        }),
      ),
    )
    const waited = await waits()
    const bringPeak = peakOf(pid, true)
    const expected = size - Math.floor(size / 1000)
    if (done.result?.created !== expected) throw new Error(`imported ${JSON.stringify(done.result)}`)
    const second = await uploadFile(zhou, bytes)
    const [again, same] = await timed(() =>
      work(zhou, () =>
        zhou.call(complaints.checkComplaints, {
          params: { id: second.id },
          body: { version: second.version },
        }),
      ),
    )
    if (same.summary?.verdicts.same !== expected)
      throw new Error(`again ${JSON.stringify(same.summary?.verdicts)}`)
    return [
      ...[size, (bytes.length / 1e6).toFixed(1), upload.toFixed(1)],
      ...[check.toFixed(1), Math.round(size / check)],
      ...[bring.toFixed(1), Math.round(size / bring), again.toFixed(1)],
      ...[Math.round((checkPeak - before) / 1024), Math.round((bringPeak - before) / 1024)],
      Math.round(waited),
    ]
  } finally {
    await close()
  }
}

/** Codes of outlets to complain of. */
async function foundOutlets(zhou: Client, url: string, outlets: number): Promise<string[]> {
  const bytes = Buffer.from(stringify([networkHeaders, ...networkRows(outlets)]))
  const file = { name: 'network.csv', bytes }
  const { id, version } = await zhou.upload(network.uploadNetwork, { file })
  const params = { id }
  await ended(zhou, await zhou.call(network.checkNetwork, { params, body: { version } }))
  const checked = await zhou.call(network.readImport, { params })
  const body = { version: checked.version, doubtful: 'import' as const }
  await ended(zhou, await zhou.call(network.importNetwork, { params, body }))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    "select code from kernel.organisation where code like 'W-%' or code like 'B-%'",
  )
  await client.query('analyze')
  await client.end()
  return rows.map(({ code }) => code as string)
}

function uploadFile(zhou: Client, bytes: Buffer) {
  return zhou.upload(complaints.uploadComplaints, { file: { name: 'complaints.csv', bytes } })
}

async function work(zhou: Client, start: () => Promise<Started>): Promise<complaints.ComplaintImport> {
  const begun = await start()
  await ended(zhou, begun)
  return zhou.call(complaints.readImport, { params: { id: begun.id } })
}

async function ended(zhou: Client, { job }: { job: { id: string } | null }): Promise<void> {
  for (;;) {
    const { state, error } = await zhou.call(readJob, { params: { id: job!.id } })
    if (state === 'failed' || state === 'cancelled') throw new Error(error ?? state)
    if (state === 'done') return
    await sleep(50)
  }
}

/** Enters a complaint every second until it is called: gives the longest it took, in milliseconds. */
function enterMeanwhile(zhou: Client): () => Promise<number> {
  let [ends, longest] = [false, 0]
  const body = {
    ...{
      org_id: castId('HD-SH'),
      channel: 'phone' as const,
      kind: 'delay',
      severity: 1,
      subject: '电话投诉',
    },
    ...{
      description: '导入期间打来的电话。',
      service_key: null,
      service_on: new Date().toISOString().slice(0, 10),
    },
    ...{ staff_id: null, claimed: null, handler_id: null },
    complainant: { name: '赵有才', phone: '13800000000', email: null, language: 'zh-CN' as const },
  }
  const going = (async () => {
    while (!ends) {
      const [seconds] = await timed(() => zhou.call(createComplaint, { body }))
      longest = Math.max(longest, seconds * 1000)
      // No longer than the import itself goes on.
      for (let n = 0; n < 20 && !ends; n++) await sleep(50)
    }
  })()
  return async () => {
    ends = true
    await going
    return longest
  }
}

async function timed<T>(act: () => Promise<T>): Promise<[seconds: number, done: T]> {
  const began = performance.now()
  const done = await act()
  return [(performance.now() - began) / 1000, done]
}

async function main() {
  const given = process.argv.slice(2).map(Number)
  await withScratch(async (scratch, later) => {
    const engine = await startEmbedded({ dir: path.join(scratch, 'pg') })
    later(engine.stop)
    await command(engine.url, 'create database company')
    await seedCompany(engine.databaseUrl('company'))
    console.log(columns.map((column) => column.padStart(10)).join(''))
    for (const size of given.length > 0 ? given : [10_000, 100_000]) {
      const cells = await measureComplaints({ server: engine.url, company: 'company', scratch }, { size })
      console.log(cells.map((cell) => String(cell).padStart(10)).join(''))
    }
  })
}

if (process.argv[1] === import.meta.filename) await main()
