import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { openDatabase } from '../../src/app/database.ts'
import { ensureAppRole } from '../../src/kernel/db/app-role.ts'
import { checkAppRole } from '../../src/kernel/db/check-app-role.ts'
import { migrate } from '../../src/kernel/db/migrate.ts'
import { readConfiguration } from '../../src/kernel/settings/configuration.ts'
import { databaseUrl, runOn } from '../support/global-setup.ts'
import { freePort, type Running, startProcess } from '../support/process.ts'

const scratch = mkdtempSync(join(tmpdir(), 'bylaw-start-'))
// As a folder of somebody's: where root runs this, the database's own user can enter it.
chmodSync(scratch, 0o755)
const all: Running[] = []
afterAll(async () => {
  for (const { child, ended } of all) {
    child.kill('SIGTERM')
    await ended
  }
  rmSync(scratch, { recursive: true, force: true })
})

function start(env: Record<string, string>): Running {
  const running = startProcess(env)
  all.push(running)
  return running
}

const folder = (name: string) => join(scratch, name)

test('the first start makes the demo network and says where it is and who may come in', async () => {
  const PORT = String(await freePort())
  const first = start({ PORT, DATA_DIR: folder('demo') })
  expect(await first.until('wu.min@hengyuan.example')).toContain(`Bylaw is at http://localhost:${PORT}`)
  const twice = start({ PORT, DATA_DIR: folder('other') })
  expect(await twice.ended).toBe(1)
  expect(twice.said()).toContain(`Bylaw is already running at http://localhost:${PORT}`)
  const beside = start({ PORT: String(await freePort()), DATA_DIR: folder('demo') })
  expect(await beside.ended).toBe(1)
  expect(beside.said()).toMatch(/already running on .*demo \(process \d+\)/)
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
}, 600_000)

test('killed outright, server or database, the next start goes on with what was saved', async () => {
  const env = { PORT: String(await freePort()), DATA_DIR: folder('demo') }
  const first = start(env)
  await first.until('Bylaw is at')
  first.child.kill('SIGKILL')
  await first.ended
  const second = start(env)
  await second.until('Bylaw is at')
  expect(second.said()).not.toContain('Making')
  const engine = Number(readFileSync(join(env.DATA_DIR, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(engine, 'SIGKILL')
  expect(await second.ended).toBe(1)
  expect(second.said()).toContain('start again, what was saved is there')
  const third = start(env)
  await third.until('Bylaw is at')
  const answer = await fetch(`http://localhost:${env.PORT}/api/session/options`)
  expect(((await answer.json()) as { demo: { accounts: unknown[] } }).demo.accounts).toHaveLength(16)
  third.child.kill('SIGTERM')
  await third.ended
  for (const real of [{ DEMO: 'false' }, { HOST: '0.0.0.0' }] as Record<string, string>[]) {
    const pretended = start({ ...env, ...real })
    expect(await pretended.ended).toBe(1)
    expect(pretended.said()).toContain('holds the demo, whose password everybody knows')
  }
}, 600_000)

test('a first start that was cut off while it made the network is made again', async () => {
  const env = { PORT: String(await freePort()), DATA_DIR: folder('half'), DEMO: 'false' }
  const first = start(env)
  await first.until('Making the database')
  first.child.kill('SIGKILL')
  await first.ended
  const second = start(env)
  expect(await second.until('Bylaw is at')).toContain('the database is made again')
}, 600_000)

test('a port another program holds, a folder that can’t be written and a wrong setting each get a sentence', async () => {
  const other = createServer((caller) => caller.end('220 not a web server\r\n'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as { port: number }
  const taken = start({ PORT: String(port), DATA_DIR: folder('a') })
  expect(await taken.ended).toBe(1)
  expect(taken.said()).toContain(`Port ${port} is taken by another program: set PORT`)
  other.close()
  writeFileSync(folder('file'), '')
  const unwritable = start({ PORT: '0', DATA_DIR: join(folder('file'), 'data') })
  expect(await unwritable.ended).toBe(1)
  expect(unwritable.said()).toContain('set DATA_DIR to a folder that can')
  const nowhere = start({ PORT: '0', DATA_DIR: '/proc/bylaw' })
  expect(await nowhere.ended).toBe(1)
  expect(nowhere.said()).toContain('set DATA_DIR to a folder that can')
  const wrong = start({ PORT: 'many', DATA_DIR: folder('b'), LOG_LEVEL: 'loud' })
  expect(await wrong.ended).toBe(1)
  expect(wrong.said()).toMatch(/PORT \(.*\); LOG_LEVEL \(.*See \.env\.example/)
  for (const { said } of [taken, unwritable, nowhere, wrong]) expect(said()).not.toContain('    at ')
}, 180_000)

test('a database that can’t be reached gets a sentence', async () => {
  const lost = start({
    PORT: '0',
    DATA_DIR: folder('c'),
    DATABASE_URL: `postgres://bylaw@127.0.0.1:${await freePort()}/bylaw`,
  })
  expect(await lost.ended).toBe(1)
  expect(lost.said()).toContain('The database can’t be reached'.replace('’', "'"))
}, 180_000)

test('a database that is too old gets a sentence and is left as it was', async () => {
  const { url } = inject('database')
  const name = `bylaw_old_${process.pid}`
  await runOn(url, `create database ${name} template template0`)
  const DATABASE_URL = databaseUrl(url, name)
  try {
    // A real server that says of itself, in this database, that it is an older one.
    await runOn(
      DATABASE_URL,
      `create schema older;
       create function older.current_setting(name text) returns text language sql as $$
         select case name when 'server_version_num' then '140012' when 'server_version' then '14.12'
           else pg_catalog.current_setting(name) end $$;
       alter database ${name} set search_path = older, pg_catalog, public`,
    )
    const old = start({ PORT: '0', DATA_DIR: folder('old'), DATABASE_URL })
    expect(await old.ended).toBe(1)
    expect(old.said()).toContain('The database is PostgreSQL 14.12: Bylaw needs 15 or newer')
    expect(old.said()).not.toContain('    at ')
    await runOn(DATABASE_URL, 'create table public.bylaw_migration ()')
  } finally {
    await runOn(url, `drop database ${name} with (force)`)
  }
}, 180_000)

test('on a database of one’s own there is no demo, and one link makes the first administrator, once', async () => {
  const { url } = inject('database')
  const name = `bylaw_own_${process.pid}`
  await runOn(url, `create database ${name} template template0`)
  const PORT = String(await freePort())
  const env = { DATABASE_URL: databaseUrl(url, name), SECRET: 'the secret that several servers share' }
  const own = start({ ...env, PORT, DATA_DIR: folder('own') })
  const said = await own.until('/setup/')
  const worker = start({ ...env, ROLE: 'worker', DATA_DIR: folder('own-hands') })
  await worker.until('Bylaw works on jobs')
  worker.child.kill('SIGTERM')
  await worker.ended
  expect(said).not.toContain('bylaw-demo')
  const token = /\/setup\/(\S+)/.exec(said)![1]!
  const setUp = (link: string, email: string) =>
    fetch(`http://localhost:${PORT}/api/setup/${link}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: '沈静', email, password: 'a password of mine' }),
    })
  expect((await setUp('x'.repeat(32), 'a@hengyuan.example')).status).toBe(404)
  const both = await Promise.all([setUp(token, 'a@hengyuan.example'), setUp(token, 'b@hengyuan.example')])
  expect(both.map(({ status }) => status).sort()).toEqual([204, 404])
  const signIn = await fetch(`http://localhost:${PORT}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://localhost:${PORT}` },
    body: JSON.stringify({
      email: both[0]!.status === 204 ? 'a@hengyuan.example' : 'b@hengyuan.example',
      password: 'a password of mine',
    }),
  })
  expect(signIn.status).toBe(200)
  own.child.kill('SIGTERM')
  expect(await own.ended).toBe(0)
  await runOn(url, `drop database ${name} with (force)`)
}, 180_000)

/** A database of one's own, as far as the migrations bring it: what a start leaves behind that was killed right after. */
async function makeOwn(work: (ownerUrl: string) => Promise<void>) {
  const { url } = inject('database')
  const name = `bylaw_own_${process.pid}`
  await runOn(url, `create database ${name} template template0`)
  const ownerUrl = databaseUrl(url, name)
  try {
    await migrate(ownerUrl)
    await work(ownerUrl)
  } finally {
    await runOn(url, `drop database ${name} with (force)`)
  }
}

test('a first start on one’s own database that was cut off goes on, and a second server waits for the first', async () => {
  await makeOwn(async (DATABASE_URL) => {
    const env = { DATABASE_URL, SECRET: 'the secret that several servers share' }
    const worker = start({ ...env, ROLE: 'worker', DATA_DIR: folder('own-worker') })
    const web = start({ ...env, ROLE: 'web', DATA_DIR: folder('own-web'), PORT: String(await freePort()) })
    await Promise.all([worker.until('Bylaw works on jobs'), web.until('Bylaw is at')])
    for (const { child } of [worker, web]) child.kill('SIGTERM')
    expect(await Promise.all([worker.ended, web.ended])).toEqual([0, 0])
  })
}, 180_000)

test('half a demo network on one’s own database is refused, and so is a role that row-level security does not hold', async () => {
  await makeOwn(async (DATABASE_URL) => {
    const open = (env: Record<string, string>) =>
      openDatabase(readConfiguration({ DATABASE_URL, DATA_DIR: folder('in-here'), ...env }), undefined, () =>
        Promise.reject(new Error('nothing is filled')),
      )
    await expect(open({ DATABASE_APP_URL: DATABASE_URL })).rejects.toThrow(
      /DATABASE_APP_URL names \S+, which is a superuser/,
    )
    await runOn(
      DATABASE_URL,
      `with root as (select gen_random_uuid() as id)
       insert into kernel.organisation (id, kind, code, name, path, life)
       select id, 'headquarters', 'HQ', '总部', array[id], 'active' from root;
       insert into kernel.setting (key, value) values ('demo_accounts', '[]')`,
    )
    await expect(open({})).rejects.toThrow('cut off while it made the demo network: drop this database')
    const appUrl = await ensureAppRole(DATABASE_URL, 'secret')
    const role = decodeURIComponent(new URL(appUrl).username)
    await checkAppRole(appUrl)
    const refusedAfter = async (change: string, why: string, back: string) => {
      await runOn(DATABASE_URL, change)
      await expect(checkAppRole(appUrl)).rejects.toThrow(why)
      await runOn(DATABASE_URL, back)
    }
    const table = 'kernel.task'
    await refusedAfter(
      `alter table ${table} owner to ${role}`,
      `owns ${table}`,
      `alter table ${table} owner to current_user`,
    )
    await refusedAfter(
      `grant delete on kernel.trail_entry to ${role}`,
      'may change the trail',
      `revoke delete on kernel.trail_entry from ${role}`,
    )
    await refusedAfter(`alter role ${role} bypassrls`, 'bypasses', `alter role ${role} nobypassrls`)
    await refusedAfter(`revoke bylaw_app from ${role}`, 'is no member', `grant bylaw_app to ${role}`)
    await checkAppRole(appUrl)
    await runOn(DATABASE_URL, `drop owned by ${role}`)
  })
}, 180_000)
