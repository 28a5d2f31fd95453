import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, inject, test, vi } from 'vitest'
import type { RoleKey } from '../../src/kernel/access/roles.ts'
import { createAccount } from '../../src/kernel/administration/account/contract.ts'
import { endRole, grantRole } from '../../src/kernel/administration/assignment/contract.ts'
import { dayIn } from '../../src/kernel/calendar/working-days.ts'
import { listIssues } from '../../src/kernel/issues/contract.ts'
import { listOrganisations } from '../../src/kernel/org/contract.ts'
import { createPerson, listPeople } from '../../src/kernel/people/contract.ts'
import { followTasks, listTasks } from '../../src/kernel/tasks/contract.ts'
import { refusalOf } from '../support/client.ts'
import { askToPutRight, comeIn, employ, invitationOf, readUntil } from '../support/employ.ts'
import { databaseUrl, runOn } from '../support/global-setup.ts'
import { administrator, setUpAdministrator } from '../support/installation.ts'
import { startMailServer } from '../support/mail-server.ts'
import { freePort, type Running, startProcess } from '../support/process.ts'
import { startRoundRobin } from '../support/round-robin.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const scratch = mkdtempSync(join(tmpdir(), 'bylaw-several-'))
chmodSync(scratch, 0o755)
const mail = await startMailServer()
const balancer = await startRoundRobin()
const { url: server } = inject('database')
const database = `bylaw_several_${process.pid}`
const url = databaseUrl(server, database)
const servers: Running[] = []
afterAll(async () => {
  for (const { child, ended } of servers) {
    child.kill('SIGTERM')
    await ended
  }
  await runOn(server, `drop database if exists ${database} with (force)`)
  rmSync(scratch, { recursive: true, force: true })
})

/** Two whole servers, each with its worker, on one database and one folder of attachments, behind the balancer. */
async function startTwo() {
  await runOn(server, `create database ${database} template template0`)
  for (const name of ['a', 'b']) {
    const port = await freePort()
    const running = startProcess({
      ...{ PORT: String(port), DATABASE_URL: url, DATA_DIR: join(scratch, name), DEMO: 'false' },
      ...{ FILES_DIR: join(scratch, 'files'), SECRET: 'the secret that several servers share' },
      ...{ BASE_URL: balancer.url, SMTP_URL: mail.url, RATE_LIMIT: '0', LOG_LEVEL: 'error' },
    })
    servers.push(running)
    balancer.ports.push(port)
  }
  const said = await Promise.all(servers.map((one) => one.until('/setup/')))
  // Each shows a link of its own, and each holds.
  return setUpAdministrator(balancer, said[0]!)
}

const admin = await startTwo()
const ownerPool = new pg.Pool({ connectionString: url, max: 1 })
afterAll(() => ownerPool.end())
const rowsOf = async <T extends pg.QueryResultRow>(text: string) => (await ownerPool.query<T>(text)).rows
const { items } = await admin.call(listOrganisations, { query: { limit: 1 } })
const org_id = items[0]!.id
/** The day there, asked for anew each time: it may end while these tests run. */
const today = () => dayIn('Asia/Shanghai', new Date())
const person = (name: string) => ({ org_id, name, post: '客户服务', starts_on: '2026-01-01' })

const grant = (person_id: string, role_key: RoleKey) =>
  admin.call(grantRole, {
    body: {
      ...{ person_id, role_key, organisation_id: org_id },
      ...{ with_subtree: true, starts_on: today(), note: null },
    },
  })
/** Somebody new with an account, and the mail by which they may come in. */
async function member(name: string, email: string) {
  const { id } = await admin.call(createPerson, { body: person(name) })
  await admin.call(createAccount, { body: { person_id: id, email } })
  return { id, email, invited: await invitationOf(mail, email) }
}
// Mails go out with the next minute, meanwhile the tests begin.
const employing = employ({
  ...{ admin, mail, url: balancer.url, name: '运营', email: 'operations@hengyuan.example' },
  role_key: 'hq_ops',
})
const inviting = Promise.all([1, 2, 3, 4, 5, 6].map((n) => member(`员工${n}`, `member${n}@hengyuan.example`)))

test('a session opened at one is known to the other, and each takes its turn', async () => {
  const before = new Map(balancer.taken)
  for (let n = 0; n < 20; n++) await admin.call(listPeople, { query: { limit: 1 } })
  for (const port of balancer.ports)
    expect((balancer.taken.get(port) ?? 0) - (before.get(port) ?? 0)).toBeGreaterThanOrEqual(10)
})

test('one write sent to both at once with its key is done once', async () => {
  const sent = await Promise.all(
    Array.from({ length: 10 }, async (_, n) => {
      const headers = { 'idempotency-key': `the-same-write-${Math.floor(n / 2)}` }
      return admin.call(createPerson, { body: person(`成对${Math.floor(n / 2)}`) }, headers)
    }),
  )
  expect(new Set(sent.map(({ id }) => id)).size).toBe(5)
  expect(await rowsOf("select id from kernel.person where name like '成对%'")).toHaveLength(5)
})

test('jobs asked for at both are done, each once', async () => {
  const uploads = await Promise.all(
    Array.from({ length: 8 }, async (_, n) => {
      const body = new FormData()
      body.append(
        'file',
        new Blob([`机构编码,机构名称,上级编码,机构类型\nT${n},测试${n},,branch\n`]),
        `${n}.csv`,
      )
      const answer = await admin.fetch('/api/establishment/network-imports', { method: 'POST', body })
      return (await answer.json()) as { id: string; version: number }
    }),
  )
  await Promise.all(
    uploads.map(async ({ id, version }) => {
      const answer = await admin.fetch(`/api/establishment/network-imports/${id}/check`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version }),
      })
      expect(answer.status, await answer.text()).toBe(200)
    }),
  )
  await vi.waitFor(
    async () =>
      expect(
        await rowsOf('select state, starts, count(*)::int n from kernel.job group by state, starts'),
      ).toEqual([{ state: 'done', starts: 1, n: 8 }]),
    { timeout: 60_000, interval: 250 },
  )
})

test('an attachment stored by one is read from the other', async () => {
  const { client: operations } = await employing
  const body = new FormData()
  body.append('org_id', org_id)
  body.append('file', new Blob([`%PDF-1.4 ${randomUUID()}`]), '执照.pdf')
  const stored = await operations.fetch('/api/establishment/licences/files', { method: 'POST', body })
  const { id } = (await stored.json()) as { id: string }
  for (let turn = 0; turn < 2; turn++)
    expect(await (await operations.fetch(`/api/files/${id}`)).text()).toMatch(/^%PDF-1.4/)
})

test('mails go out once, whichever server’s minute it is; a right taken away at one is gone at the other with the next request', async () => {
  const people = await inviting
  const { client: operations } = await employing
  for (const { email } of people) expect(mail.arrived.filter(({ to }) => to === email)).toHaveLength(1)

  const { id, invited, email } = people[0]!
  const given = await grant(id, 'hq_quality')
  const they = await comeIn({ url: balancer.url, email, invited })
  for (let turn = 0; turn < 4; turn++) await they.call(listIssues, { query: {} })

  // A window at each hears of a task that is opened through the other.
  const windows = await Promise.all([0, 1].map(() => they.fetch(followTasks.path)))
  const reading = windows.map((one) => one.body!.pipeThrough(new TextDecoderStream()).getReader())
  await Promise.all(reading.map((one) => readUntil(one, 'event: ready')))
  const issue = await askToPutRight({ org_id, by: operations, of: id })
  await Promise.all(reading.map((one) => readUntil(one, 'event: change')))
  const { items: waiting } = await they.call(listTasks, { query: {} })
  expect(waiting.map(({ link }) => link)).toEqual([`/issues/${issue}`])
  for (const one of reading) await one.cancel()

  await admin.call(endRole, { params: { id: given.id }, body: { version: 1, ends_on: today(), note: null } })
  for (let turn = 0; turn < 4; turn++)
    expect((await refusalOf(they.call(listIssues, { query: {} }))).status).toBe(403)
})

test('wrong passwords tried at both count together', async () => {
  const answers: number[] = []
  for (let n = 0; n < 8; n++) {
    const answer = await fetch(`${balancer.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: balancer.url },
      body: JSON.stringify({ email: administrator.email, password: `wrong ${n}` }),
    })
    await answer.arrayBuffer()
    answers.push(answer.status)
  }
  expect(answers.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
  expect(answers.slice(5).every((status) => status === 429 || status === 403)).toBe(true)
})

test('one is killed outright: the other goes on with its sessions and its jobs', async () => {
  servers[0]!.child.kill('SIGKILL')
  await servers[0]!.ended
  balancer.ports.shift()
  await admin.call(createPerson, { body: person('以后') })
  servers.shift()
})
