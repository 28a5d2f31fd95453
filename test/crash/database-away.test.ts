import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { startEmbedded } from '../../src/kernel/db/embedded.ts'
import { readJob } from '../../src/kernel/jobs/contract.ts'
import { listOrganisations } from '../../src/kernel/org/contract.ts'
import { listPeople } from '../../src/kernel/people/contract.ts'
import { followTasks } from '../../src/kernel/tasks/contract.ts'
import { makeDoor } from '../support/door.ts'
import { askToPutRight, employ, readUntil } from '../support/employ.ts'
import { runOn } from '../support/global-setup.ts'
import { administrator, setUpAdministrator } from '../support/installation.ts'
import { startMailServer } from '../support/mail-server.ts'
import { freePort, startProcess } from '../support/process.ts'

const scratch = mkdtempSync(join(tmpdir(), 'bylaw-away-'))
chmodSync(scratch, 0o755)
const mail = await startMailServer()
const door = await makeDoor()
const portOf = (url: string) => Number(new URL(url).port)
let engine = await startEmbedded({ dir: join(scratch, 'pg'), durable: false })
await door.open(portOf(engine.url))
await runOn(engine.url, 'create database bylaw')
const PORT = String(await freePort())
const url = `http://127.0.0.1:${PORT}`
const server = startProcess({
  ...{ PORT, DATABASE_URL: engine.databaseUrl('bylaw').replace(/:\d+\//, `:${door.port}/`) },
  ...{ DATA_DIR: join(scratch, 'data'), DEMO: 'false', RATE_LIMIT: '0', BASE_URL: url },
  ...{ SMTP_URL: mail.url, SECRET: 'the secret of a server whose database goes', LOG_LEVEL: 'fatal' },
})
afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.ended
  await engine.stop()
  rmSync(scratch, { recursive: true, force: true })
})

test('PostgreSQL is stopped and started again under a server: it says so meanwhile, and goes on without being started anew', async () => {
  const admin = await setUpAdministrator({ url }, await server.until('/setup/'))
  const { items } = await admin.call(listOrganisations, { query: { limit: 1 } })
  const org_id = items[0]!.id
  const hire = (name: string, role_key: 'hq_ops' | 'hq_quality') =>
    employ({ admin, mail, url, name, email: `${role_key.replace('_', '.')}@hengyuan.example`, role_key })
  const [operations, quality] = await Promise.all([hire('运营', 'hq_ops'), hire('质量', 'hq_quality')])
  const openWindow = async () => {
    const answer = await quality.client.fetch(followTasks.path)
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    await readUntil(reader, 'event: ready')
    return reader
  }
  const before = await openWindow()
  const key = randomUUID()
  const enter = () =>
    admin.fetch('/api/people', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ org_id, name: '其间', post: '客户服务', starts_on: '2026-01-01' }),
    })
  const signIn = () =>
    fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, 'accept-language': 'zh-CN' },
      body: JSON.stringify(administrator),
    })

  await Promise.all([engine.stop(), door.shut()])
  for (const answer of [await admin.fetch('/api/people'), await enter(), await signIn()]) {
    const told = await answer.json()
    expect(told, JSON.stringify(told)).toMatchObject({ status: 503, code: 'errors.unavailable' })
    expect((told as { detail: string }).detail).toMatch(/^\p{Script=Han}.*。$/u)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  }
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  // Long enough for the queue and the live inbox to have tried in vain.
  await sleep(2500)

  engine = await startEmbedded({ dir: join(scratch, 'pg'), durable: false })
  await door.open(portOf(engine.url))
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 20_000 }).toBe(200)
  expect((await enter()).status).toBe(200)
  expect((await enter()).status).toBe(200)
  const people = await admin.call(listPeople, { query: { q: '其间', limit: 10 } })
  expect(people.items).toHaveLength(1)
  expect((await signIn()).status).toBe(200)

  // A window that stayed open is told to read again, since nobody knows what it missed, and hears of what comes.
  await readUntil(before, 'event: change')
  const after = await openWindow()
  await askToPutRight({ org_id, by: operations.client, of: quality.id })
  await Promise.all([readUntil(before, 'event: change'), readUntil(after, 'event: change')])
  for (const one of [before, after]) await one.cancel()

  const body = new FormData()
  body.append('file', new Blob(['机构编码,机构名称,上级编码,机构类型\nT1,测试,,branch\n']), '1.csv')
  const stored = await admin.fetch('/api/establishment/network-imports', { method: 'POST', body })
  const { id, version } = (await stored.json()) as { id: string; version: number }
  const asked = await admin.fetch(`/api/establishment/network-imports/${id}/check`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version }),
  })
  const { job } = (await asked.json()) as { job: { id: string } }
  await expect
    .poll(async () => (await admin.call(readJob, { params: { id: job.id } })).state, { timeout: 30_000 })
    .toBe('done')
  expect(server.child.exitCode).toBeNull()
}, 180_000)
