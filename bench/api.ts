/**
 * List, read and create through the API against the same SQL through a bare node:http + pg handler, on the same
 * database, in one run: `node scripts/ready.mjs run bench/api.ts [seconds]`. Prints requests a second and the ratios.
 */
import { fork } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import autocannon from 'autocannon'
import { sql } from 'kysely'
import { pino } from 'pino'
import { castId } from '../db/seed/cast.ts'
import { buildServer } from '../src/app/server.ts'
import { openAuth } from '../src/kernel/access/auth.ts'
import { ensureAppRole } from '../src/kernel/db/app-role.ts'
import { startEmbedded } from '../src/kernel/db/embedded.ts'
import { makeDb, makePool } from '../src/kernel/db/pool.ts'
import type { Kernel } from '../src/kernel/http/context.ts'
import { recordOfAccount } from '../src/kernel/http/record-of-account.ts'
import { readConfiguration } from '../src/kernel/settings/configuration.ts'
import { freePort, startProcess } from '../test/support/process.ts'
import { cookie, secret, seedCompany } from './company.ts'
import { recordStatements } from './record.ts'

const seconds = Number(process.argv[2] ?? 5)
const connections = 16
const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-bench-'))
chmodSync(scratch, 0o755)
const shanghai = castId('HD-SH')
const body = JSON.stringify({ org_id: shanghai, name: '测量员', post: '客户顾问', starts_on: '2026-11-23' })
const requests = [
  { name: 'list', method: 'GET', path: '/api/organisations?limit=50' },
  { name: 'read', method: 'GET', path: `/api/organisations/${shanghai}` },
  { name: 'create', method: 'POST', path: '/api/people', body },
] as const

const engine = await startEmbedded({ dir: path.join(scratch, 'pg') })
try {
  await prepare()
  const appUrl = await ensureAppRole(engine.url, secret)
  const file = path.join(scratch, 'recorded.json')
  writeFileSync(file, JSON.stringify(await record(appUrl)))
  const [apiPort, barePort] = [await freePort(), await freePort()]
  const api = startProcess({
    ...{
      PORT: String(apiPort),
      DATA_DIR: path.join(scratch, 'data'),
      DATABASE_URL: engine.url,
      SECRET: secret,
    },
    ...{ NODE_ENV: 'production', ROLE: 'web', RATE_LIMIT: '0', DEMO: 'true' },
  })
  await api.until('Bylaw is at')
  const bare = fork(path.join(import.meta.dirname, 'bare-server.ts'), [
    JSON.stringify({ url: appUrl, port: barePort, size: 16, file }),
  ])
  await new Promise((resolve) => bare.once('message', resolve))
  await compare(apiPort, barePort)
  bare.kill()
  api.child.kill('SIGTERM')
  await api.ended
} finally {
  await engine.stop()
  rmSync(scratch, { recursive: true, force: true })
}

async function compare(apiPort: number, barePort: number) {
  console.log(`${connections} connections, ${seconds} s each, 10,000 organisations, fsync on\n`)
  console.log('            API req/s   bare req/s   ratio   API p50 ms   API p99 ms')
  for (const request of requests) {
    const shoot = (port: number) => measure(port, request)
    await shoot(barePort)
    await shoot(apiPort)
    const rounds = []
    // Turn and turn about, so that both meet the same machine.
    for (let i = 0; i < 3; i++) rounds.push({ bare: await shoot(barePort), api: await shoot(apiPort) })
    const best = rounds.sort((a, b) => a.api.rate / a.bare.rate - b.api.rate / b.bare.rate)[1]!
    const ratio = (best.api.rate / best.bare.rate).toFixed(2)
    const cells = [best.api.rate.toFixed(0), best.bare.rate.toFixed(0), ratio, best.api.p50, best.api.p99]
    console.log(request.name.padEnd(8), cells.map((cell) => String(cell).padStart(12)).join(''))
  }
}

async function measure(port: number, { name, method, path: where, ...rest }: (typeof requests)[number]) {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${where}`,
    ...{ method, connections, duration: seconds, ...rest },
    headers: { cookie: cookie(), 'content-type': 'application/json', 'x-what': name },
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${name}: ${result.non2xx} refused, ${result.errors} failed`)
  return { rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 }
}

/** The company of the cast, and 10,000 branches more. */
function prepare() {
  return seedCompany(engine.url, async (tx) => {
    await sql`insert into kernel.organisation (id, kind, code, name, parent_id, path, life)
      select id, 'branch', 'M' || n, '测量机构' || n, ${castId('HD')}, array[${castId('HQ')}::uuid, ${castId('HD')}::uuid, id], 'active'
      from (select gen_random_uuid() id, n from generate_series(1, 10000) n) made`.execute(tx)
  })
}

/** What the API sends to the database for each request, once everything is warm. */
async function record(url: string) {
  const configuration = readConfiguration({
    ...{ DATABASE_URL: engine.url, SECRET: secret, DATA_DIR: scratch, RATE_LIMIT: '0', DEMO: 'true' },
  })
  const recorded: Record<string, unknown> = {}
  for (const { name, method, path: where, ...rest } of requests) {
    const pool = makePool({ url, max: 1 })
    const statements = recordStatements(pool)
    const kernel: Kernel = {
      ...{ configuration, db: makeDb(pool), log: pino({ level: 'error' }), clock: () => new Date() },
      filesDir: path.join(scratch, 'files'),
    }
    const auth = await openAuth({ url, kernel, record: (act) => recordOfAccount(kernel, act) })
    const server = await buildServer(kernel, auth)
    await server.listen({ port: 0, host: '127.0.0.1' })
    const address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}${where}`
    const send = async () => {
      const answer = await fetch(address, {
        method,
        ...('body' in rest ? { body: rest.body } : {}),
        headers: { cookie: cookie(), 'content-type': 'application/json' },
      })
      if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
      return answer.text()
    }
    const known = new Set(await everyId())
    await send()
    const warm = statements.length
    const answer = await send()
    const second = statements.slice(warm)
    if (second.length < 4) throw new Error(`${name}: only ${second.length} statements were recorded`)
    recorded[name] = { statements: second, made: madeIn(second, known), answer, head: headIn(second) }
    await server.close()
    await auth.close()
    await pool.end()
  }
  return recorded

  async function everyId(): Promise<string[]> {
    const owner = makePool({ url: engine.url, max: 1 })
    const { rows } = await owner.query<{ id: string }>(
      'select id from kernel.organisation union all select id from kernel.person union all select id from kernel.account',
    )
    await owner.end()
    return rows.map(({ id }) => id)
  }
}

type Sent = { sql: string; values: unknown[] }

function madeIn(statements: Sent[], known: Set<string>): string[] {
  const ids = statements
    .filter(({ sql: text }) => /^(insert|with)/i.test(text))
    .flatMap(({ values }) => values)
    .filter((value): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value))
  return [...new Set(ids)].filter((id) => !known.has(id))
}

/** The place in the chain that the recorded entry took. */
function headIn(statements: Sent[]): { seq: number } | undefined {
  const entry = statements.find(({ sql: text }) => /trail_entry/.test(text))
  const seq = entry?.values.find((value): value is number => typeof value === 'number')
  return seq === undefined ? undefined : { seq }
}
