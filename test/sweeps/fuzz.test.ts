import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { openStage } from '../../db/seed/demo/act-as.ts'
import { seedNetwork } from '../../db/seed/demo/network.ts'
import { served } from '../../src/kernel/access/mount-auth.ts'
import { startApp } from '../support/app.ts'
import { changeStoryOf } from '../support/change-story.ts'
import { complaintStoryOf } from '../support/complaint-story.ts'
import { storyOf } from '../support/establishment-story.ts'
import { giveEveryRight, idsOf, newestIds } from '../support/every-right.ts'
import { makeUp, type Pool } from '../support/made-up.ts'
import { type Operation, operations, send } from '../support/operations.ts'
import { randomOf } from '../support/random.ts'
import type { Schema } from '../support/sample.ts'

/** `FUZZ_ROUNDS=50 FUZZ_SEED=7 npm test -- test/sweeps/fuzz` goes on for longer, along another way. */
const rounds = Number(process.env.FUZZ_ROUNDS ?? 2)
const seed = Number(process.env.FUZZ_SEED ?? 1)
vi.setConfig({ testTimeout: 60_000 + rounds * 60_000 })

const app = await startApp()
await seedNetwork(openStage(app.kernel))
await giveEveryRight(app, 'zhou.ting', app.org('衡远服务集团').id)
await giveEveryRight(app, 'luo.ying', app.org('华南区').id)
const shanghai = app.org('上海分公司').id

/** Stands in what Shanghai has, and nowhere else: whoever works in the south never reads it. */
const secret = 'only-in-shanghai-4711'
const story = storyOf(app)
await story.draft({ plan: { name: `${secret} 部` } })
await story.inReview({ plan: { name: `${secret} 处` } })
const complaints = complaintStoryOf(app)
await complaints.investigated({ subject: secret, description: secret })
await complaints.resolved({ subject: `${secret} 2`, description: secret })
const { id: filing } = await changeStoryOf(app).draft({
  ...{ by: 'zhou.ting', org_id: shanghai, effective_on: '2026-12-20' },
  what: { kind: 'scope', proposal: { scope: secret } },
})
const ids = [
  shanghai,
  app.org('华南区').id,
  app.org('广州分公司').id,
  ...(await newestIds(app)),
  ...(await idsOf(app, shanghai, 5)),
]

const clients = {
  'zhou.ting': app.as('zhou.ting'),
  'luo.ying': app.as('luo.ying'),
  'wang.lei': app.as('wang.lei'),
  nobody: app.anonymous,
}
type Who = keyof typeof clients
/** Whoever may most asks most. */
const asking: Who[] = [
  ...Array<Who>(9).fill('zhou.ting'),
  ...Array<Who>(7).fill('luo.ying'),
  ...(['wang.lei', 'wang.lei', 'nobody'] as const),
]
/** Of whom what is only in Shanghai is kept. */
const kept: Who[] = ['luo.ying', 'nobody']

const ends = 'ends the session or the rights of whoever asks next'
const moves = 'what Shanghai has belongs to somebody else afterwards, who then reads it'
/** Asked after the others, and whoever asks is given back what was taken; each with the reason. */
const apart: Record<string, string> = {
  'administration.account.disable': ends,
  'administration.account.end_sessions': ends,
  'administration.account.reset_two_factor': ends,
  'administration.assignment.end': ends,
  'administration.role.update': ends,
  'administration.role.remove': ends,
  'administration.assignment.grant': 'somebody in the south may be given Shanghai',
  'complaints.complaint.transfer': moves,
  'establishment.change.submit': moves,
}

test(`${rounds} rounds over every operation with whatever comes (seed ${seed}): no fault of the server, nothing told to who may not know`, async () => {
  const random = randomOf(seed)
  const pool: Pool = { ids, random }
  const told = new Map<number, number>()
  const faults: string[] = []
  for (let round = 0; round < rounds; round++) {
    for (const operation of operations.filter(({ name }) => !apart[name])) {
      const who = pick(asking, random)
      const asked = requestOf(operation, pool)
      const answer = await send(clients[who], operation, asked)
      const text = await textOf(answer)
      told.set(answer.status, (told.get(answer.status) ?? 0) + 1)
      const request = `${operation.name} by ${who}: ${JSON.stringify(asked).slice(0, 2000)}`
      if (answer.status >= 500) faults.push(`${answer.status} ${request} ${text.slice(0, 500)}`)
      const echoed = JSON.stringify(asked).includes(secret)
      if (kept.includes(who) && !echoed && text.includes(secret)) faults.push(`told of Shanghai: ${request}`)
    }
  }
  if (process.env.FUZZ_ROUNDS) console.log('answers by status', Object.fromEntries(told))
  expect(faults).toEqual([])
  // Were the secret nowhere to be read, or everything refused at the door, nothing would have been tried.
  expect(await (await clients['zhou.ting'].fetch('/api/complaints/complaints')).text()).toContain(secret)
  const all = [...told.values()].reduce((sum, n) => sum + n, 0)
  expect((told.get(200) ?? 0) / all).toBeGreaterThan(0.1)
})

test('nothing is kept apart that there is not', () => {
  const names = new Set(operations.map(({ name }) => name))
  expect(Object.keys(apart).filter((name) => !names.has(name))).toEqual([])
})

test(`${rounds} rounds over what changes who may what (seed ${seed}): no fault of the server, and nobody unknown is told anything`, async () => {
  const random = randomOf(seed + 1)
  const about = await whatIsApart()
  const words = ['role_of_every_right', ...about['/api/roles']!]
  const rights = await rememberRights()
  const faults: string[] = []
  const done = new Set<string>()
  for (let round = 0; round < rounds; round++)
    for (const operation of operations.filter(({ name }) => apart[name]))
      for (let n = 0; n < 20; n++) {
        const who = pick(asking, random)
        const [, known] = Object.entries(about).find(([path]) => operation.path.startsWith(path))!
        const asked = requestOf(operation, { ids: [...known, pick(ids, random)], words, random })
        const { body } = asked as { body?: unknown }
        if (typeof body === 'object' && body && 'version' in body && random() < 0.5) body.version = 1
        const answer = await send(clients[who], operation, asked)
        const text = await textOf(answer)
        const request = `${operation.name} by ${who}: ${JSON.stringify(asked).slice(0, 2000)}`
        if (answer.status >= 500) faults.push(`${answer.status} ${request} ${text.slice(0, 500)}`)
        if (who === 'nobody' && (answer.ok || text.includes(secret))) faults.push(`told nobody: ${request}`)
        if (!answer.ok) continue
        done.add(operation.name)
        await giveBack(rights)
      }
  expect(faults).toEqual([])
  // Were they all refused, nothing would have been tried.
  expect(done.size, [...done].join()).toBeGreaterThan(2)
  expect(await (await clients['zhou.ting'].fetch('/api/complaints/complaints')).text()).toContain(secret)
})

test(`${rounds} rounds over signing in and out (seed ${seed}): no fault of the server`, async () => {
  const random = randomOf(seed + 2)
  const words = ['zhou.ting@hengyuan.example', 'bylaw-demo', 'oidc', '/', '//elsewhere.example', '123456']
  const pool: Pool = { ids, words, random }
  const rights = await rememberRights()
  const faults: string[] = []
  for (let round = 0; round < rounds * 4; round++)
    for (const one of served) {
      const [method, path] = one.split(' ') as ['GET' | 'POST', string]
      const who = pick(asking, random)
      const given = makeUp(signIn, pool)
      const query = new URLSearchParams({ [pick(words, random)]: String(makeUp({}, pool)).toWellFormed() })
      const answer = await clients[who].fetch(`/api/auth/${path}${method === 'GET' ? `?${query}` : ''}`, {
        method,
        redirect: 'manual',
        headers: { 'content-type': 'application/json', origin: app.kernel.configuration.base_url },
        ...(method === 'POST' && { body: JSON.stringify(given) }),
      })
      const text = await answer.text()
      const request = `${one} by ${who}: ${JSON.stringify(given).slice(0, 2000)}`
      if (answer.status >= 500) faults.push(`${answer.status} ${request} ${text.slice(0, 500)}`)
      if (text.includes(secret)) faults.push(`told: ${request}`)
      await giveBack(rights)
    }
  expect(faults).toEqual([])
})

/** Every field that signing in and out knows of. */
const signIn: Schema = {
  type: 'object',
  properties: Object.fromEntries([
    ...[
      'email',
      'password',
      'currentPassword',
      'newPassword',
      'code',
      'token',
      'provider',
      'callbackURL',
    ].map((name) => [name, { type: 'string' }]),
    ...['rememberMe', 'revokeOtherSessions', 'trustDevice', 'disableRedirect'].map((name) => [
      name,
      { type: 'boolean' },
    ]),
  ]),
}

/** What these operations are about, by the beginning of their path: ids that fit, or else hardly any would be done. */
async function whatIsApart(): Promise<Record<string, string[]>> {
  const idsIn = async (table: string, column = 'id') => {
    const { rows } = await sql<{ id: string }>`
      select ${sql.ref(column)}::text id from ${sql.table(table)} order by 1 limit 30`.execute(app.owner)
    return rows.map(({ id }) => id)
  }
  return {
    '/api/accounts': await idsIn('kernel.account'),
    '/api/role-assignments': [
      ...(await idsIn('kernel.role_assignment')),
      ...[...(await idsIn('kernel.person')), ...(await idsIn('kernel.organisation'))],
    ],
    '/api/roles': await idsIn('kernel.role', 'key'),
    '/api/complaints': [...(await idsIn('complaints.complaint')), ...(await idsIn('kernel.organisation'))],
    '/api/establishment/changes': [filing],
  }
}

const rightsStandIn = [
  ...['kernel.account_session', 'kernel.account_credential'],
  ...['kernel.role', 'kernel.role_permission', 'kernel.role_assignment'],
]

/** Sessions, roles and who holds them, as JSON by table. */
async function rememberRights(): Promise<Map<string, string>> {
  const rights = new Map<string, string>()
  for (const table of rightsStandIn) {
    const { rows } = await sql<{ all: string }>`
      select coalesce(json_agg(t), '[]')::text "all" from ${sql.table(table)} t`.execute(app.owner)
    rights.set(table, rows[0]!.all)
  }
  return rights
}

async function giveBack(rights: Map<string, string>): Promise<void> {
  for (const [table, rows] of rights)
    await sql`insert into ${sql.table(table)} select * from json_populate_recordset(null::${sql.table(table)}, ${rows}::json)
      on conflict do nothing`.execute(app.owner)
  const assignments = rights.get('kernel.role_assignment')!
  await sql`update kernel.role_assignment a set ends_on = k.ends_on
    from json_populate_recordset(null::kernel.role_assignment, ${assignments}::json) k
    where k.id = a.id and a.ends_on is distinct from k.ends_on`.execute(app.owner)
  await sql`update kernel.account set disabled_at = null where disabled_at is not null`.execute(app.owner)
}

function requestOf(operation: Operation, pool: Pool) {
  const values = (where: string) =>
    Object.fromEntries(
      operation.parameters
        .filter((one) => one.in === where && (one.required || pool.random() < 0.1))
        .map(({ name, schema }) => [name, String(makeUp(schema, pool)).toWellFormed()]),
    )
  const body = operation.body && makeUp(operation.body, pool)
  const fields = operation.multipart && (typeof body !== 'object' || body === null) ? {} : body
  return { params: values('path'), query: values('query'), ...(operation.body && { body: fields ?? null }) }
}

/** A stream of events never ends by itself. */
async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text()
  await answer.body?.cancel()
  return ''
}

const pick = <T>(all: T[], random: () => number): T => all[Math.floor(random() * all.length)]!
