import { createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { afterAll, inject } from 'vitest'
import { type CastUser, castId, cast as members, units } from '../../db/seed/cast.ts'
import { buildServer } from '../../src/app/server.ts'
import { openAuth } from '../../src/kernel/access/auth.ts'
import { ensureAppRole } from '../../src/kernel/db/app-role.ts'
import { newId } from '../../src/kernel/db/new-id.ts'
import { makeDb, makePool } from '../../src/kernel/db/pool.ts'
import type { Ctx, Kernel } from '../../src/kernel/http/context.ts'
import { asSystem } from '../../src/kernel/http/open-context.ts'
import { recordOfAccount } from '../../src/kernel/http/record-of-account.ts'
import { readConfiguration } from '../../src/kernel/settings/configuration.ts'
import { Client } from './client.ts'
import { type Lent, lend } from './cluster/lend.ts'
import { databaseUrl, runOn } from './global-setup.ts'
import { recordStatements } from './statements.ts'
import { beginsAt, secret } from './world.ts'

export { Refused, refusalOf } from './client.ts'

/** A clock that stands still until it is told. */
class Clock {
  now: Date
  constructor(at: string) {
    this.now = new Date(at)
  }
  set(at: string) {
    this.now = new Date(at)
  }
  advance(ms: number) {
    this.now = new Date(this.now.getTime() + ms)
  }
}

export type TestApp = Awaited<ReturnType<typeof startApp>>

/**
 * The real server on a database of its own with the cast in it, cloned from the template, or lent where tests run as on a
 * cluster (`cluster/lend.ts`); closed after the file's last test. Call it once, at the top of a test file. What goes wrong
 * inside is printed, unless it does so on purpose.
 */
export async function startApp({
  now = beginsAt,
  env = {} as Record<string, string>,
  quiet = false,
  template = inject('database').template,
} = {}) {
  const { url: server, cluster, template: cast } = inject('database')
  const { name, giveBack } =
    cluster && template === cast
      ? await lend({ url: server, template, cluster })
      : await cloneOf(server, template)
  const ownerUrl = databaseUrl(server, name)
  const appUrl = await ensureAppRole(ownerUrl, secret)
  const dir = mkdtempSync(path.join(tmpdir(), 'bylaw-test-'))
  const configuration = readConfiguration({
    DATABASE_URL: ownerUrl,
    SECRET: secret,
    DATA_DIR: dir,
    DEMO: 'true',
    RATE_LIMIT: '0',
    ...env,
  })
  const clock = new Clock(now)
  const [pool, ownerPool] = [makePool({ url: appUrl }), makePool({ url: ownerUrl, max: 4 })]
  recordStatements(pool)
  const kernel: Kernel = {
    configuration,
    db: makeDb(pool),
    log: pino({ level: process.env.TEST_LOG ?? (quiet ? 'silent' : 'error') }),
    clock: () => clock.now,
    filesDir: path.join(dir, 'files'),
  }
  const auth = await openAuth({ url: appUrl, kernel, record: (act) => recordOfAccount(kernel, act) })
  // A machine busy with other tests is no overload of this server.
  const http = await buildServer(kernel, auth, 60_000)
  await http.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
  const owner = makeDb(ownerPool)
  const app = {
    url,
    kernel,
    /** As the owner of the tables, past row-level security: for looking, never for acting. */
    owner,
    clock,
    anonymous: new Client(url, { 'accept-language': 'zh-CN' }),
    /** Somebody of the cast, signed in. */
    as: (user: CastUser, language = 'zh-CN') =>
      new Client(url, { cookie: cookieOf(user), 'accept-language': language }),
    cookieOf,
    person: (user: CastUser) => {
      const { name: called, role } = members.find((one) => one.user === user)!
      return { id: castId(user), name: called, role, account_id: castId(`${user} account`) }
    },
    org: (called: (typeof units)[number]['name']) => {
      const { code, kind } = units.find((unit) => unit.name === called)!
      return { id: castId(code), name: called, code, kind }
    },
    /** Work of the system itself, over the whole network. */
    system: <T>(work: (ctx: Ctx) => Promise<T>) => asSystem(kernel, work, { untrailed: 'a test' }),
    close,
  }
  const rows = members.map(({ user }) => ({
    id: newId(),
    token: tokenOf(user),
    user_id: castId(`${user} account`),
    expires_at: '2099-01-01T00:00:00Z',
  }))
  await owner.insertInto('kernel.account_session').values(rows).execute()
  async function close() {
    await http.close()
    await auth.close()
    await pool.end()
    await ownerPool.end()
    rmSync(dir, { recursive: true, force: true })
    await giveBack()
  }
  afterAll(close)
  return app
}

async function cloneOf(server: string, template: string): Promise<Lent> {
  const name = `bylaw_test_${randomBytes(6).toString('hex')}`
  // Its files are copied: row by row through the log costs twice the work.
  await runOn(server, `create database ${name} template ${template} strategy file_copy`)
  return { name, giveBack: () => runOn(server, `drop database if exists ${name} with (force)`) }
}

const tokenOf = (user: string) => `session-of-${user}-in-the-tests`

function cookieOf(user: string): string {
  const token = tokenOf(user)
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return `bylaw.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}
