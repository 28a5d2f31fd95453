import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { createCalendar } from '../calendar/contract.ts'
import { newId } from '../db/new-id.ts'
import { runSchedule } from '../jobs/worker.ts'
import { readTrail } from '../trail/contract.ts'
import { asSystem } from './open-context.ts'
import { toDocument } from './problems.ts'

const app = await startApp()
const admin = app.as('shen.jing', 'en')
const names = { name: '年历', name_en: null }
const nine = [{ from: '09:00', to: '18:00' }]
const week = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine, sat: [], sun: [] }
afterEach(() => void vi.restoreAllMocks())

/** What the caller is told of something thrown. */
const told = (error: unknown) => toDocument(error, 'en', 'of a test')
const thrownBy = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )
const post = (body: string) =>
  admin.fetch('/api/calendar/calendars', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })

test('text that can’t be kept as it is gets a sentence at its field, wherever it stands', async () => {
  for (const name of ['\\ud800', 'half \\udc00 a pair', 'nought \\u0000']) {
    const answer = await post(
      `{"name":"${name}","name_en":null,"week":${JSON.stringify(week)},"copy_of":null}`,
    )
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      fields: [{ path: 'name', message: expect.stringContaining('can’t be kept'.replace('’', "'")) }],
    })
  }
  const whole = await post(
    `{"name":"\\ud83d\\ude00","name_en":null,"week":${JSON.stringify(week)},"copy_of":null}`,
  )
  expect(whole.status).toBe(200)
  expect((await admin.fetch('/api/trail?q=%00')).status).toBe(400)
  expect((await admin.fetch('/api/trail?q=%zz')).status).toBeLessThan(500)
  expect((await admin.fetch('/api/trail/%zz')).status).toBe(400)
})

test('a page position that nobody gave is named as such', async () => {
  for (const values of [
    ['x', 'y'],
    ['2026-13-45T00:00:00Z', newId()],
    [1e300, 1],
  ]) {
    const after = Buffer.from(JSON.stringify(values)).toString('base64url')
    const refusal = await refusalOf(admin.call(readTrail, { query: { after } }))
    expect([refusal.status, refusal.code]).toEqual([400, 'errors.bad_cursor'])
  }
})

test('a day no calendar has, and a form that ends early, are the caller’s fault', async () => {
  expect((await admin.fetch('/api/trail?at_from=0000-01-01')).status).toBe(400)
  const answer = await admin.fetch('/api/documents/check', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nhalf',
  })
  expect(answer.status).toBe(400)
})

test('the same upload with the same key is answered once, and its bytes are never spelt out for that', async () => {
  const spelt = vi.spyOn(Buffer.prototype, 'toString')
  const send = (byte: number) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(300_000).fill(byte)]), 'a.csv')
    const headers = { 'idempotency-key': 'the-same-file' }
    return app.as('zhou.ting').fetch('/api/documents/check', { method: 'POST', headers, body: form })
  }
  const answers = [await send(0x61), await send(0x61), await send(0x62)]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 422])
  const [first, second] = answers
  expect(await second?.json()).toEqual(await first?.json())
  const long = spelt.mock.contexts.filter((bytes, n) => {
    const [encoding] = spelt.mock.calls[n] ?? []
    return bytes.length >= 300_000 && encoding === 'base64url'
  })
  expect(long).toEqual([])
})

test('first answers are forgotten after a day, and so is what is left of sessions that ended', async () => {
  const answers = () => app.owner.selectFrom('kernel.idempotency').select('key').execute()
  const session = { id: newId(), token: 'long ended', user_id: app.person('li.wei').account_id }
  const expires_at = app.clock.now.toISOString()
  await app.owner
    .insertInto('kernel.account_session')
    .values({ ...session, expires_at })
    .execute()
  const ended = () =>
    app.owner.selectFrom('kernel.account_session').select('id').where('id', '=', session.id).execute()
  await runSchedule(app.kernel, 'http.forget_answers')
  expect([(await answers()).length, (await ended()).length]).toEqual([1, 1])
  app.clock.advance(86_401_000)
  await runSchedule(app.kernel, 'http.forget_answers')
  expect([(await answers()).length, (await ended()).length]).toEqual([0, 0])
})

test('who administers a branch is refused what is headquarters’, in words', async () => {
  await app.owner
    .insertInto('kernel.role_assignment')
    .values({
      id: newId(),
      person_id: app.person('wang.lei').id,
      role_key: 'admin',
      organisation_id: app.org('上海分公司').id,
      starts_on: '2026-01-01',
    })
    .execute()
  const body = { ...names, week, copy_of: null }
  const refusal = await refusalOf(app.as('wang.lei').call(createCalendar, { body }))
  expect([refusal.status, refusal.code]).toEqual([403, 'errors.forbidden'])
})

test('a request whose connection is cut is told to try again, and when', async () => {
  const cut = app.owner.transaction().execute(async (tx) => {
    await sql`lock table kernel.calendar in access exclusive mode`.execute(tx)
    const waiting = admin.fetch('/api/calendar/calendars')
    await vi.waitFor(async () => {
      const { rows } = await sql<{ cut: boolean }>`
        select pg_terminate_backend(pid) cut from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(tx)
      expect(rows).toEqual([{ cut: true }])
    })
    return waiting
  })
  const answer = await cut
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('Try again shortly') })
})

test('a full disk is named as such, whether an attachment or a row found no room', () => {
  for (const code of ['ENOSPC', '53100']) {
    const { status, detail } = told(Object.assign(new Error('no space left on device'), { code }))
    expect([status, detail]).toEqual([503, expect.stringContaining('disk is full and nothing was saved')])
  }
})

test('no free connection and a lost one are the same to who asks: unavailable', async () => {
  const { DATABASE_URL } = app.kernel.configuration
  const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 1, connectionTimeoutMillis: 1000 })
  const held = await pool.connect()
  held.on('error', () => {})
  const none = await thrownBy(pool.connect())
  const lost = thrownBy(held.query('select pg_sleep(5)'))
  ;(held as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy()
  for (const error of [none, await lost])
    expect(told(error)).toMatchObject({ status: 503, code: 'errors.unavailable' })
  held.release(true)
  await pool.end()
})

test('of two changes that wait for each other one is told to submit again', async () => {
  const [a, b] = [1, 2].map(() => new pg.Client({ connectionString: app.kernel.configuration.DATABASE_URL }))
  if (!a || !b) throw new Error('two are needed')
  await Promise.all([a.connect(), b.connect()])
  const lock = (n: number) => `select pg_advisory_xact_lock(${n})`
  await a.query(`begin; ${lock(1)}`)
  await b.query(`begin; ${lock(2)}`)
  const outcomes = await Promise.all([thrownBy(a.query(lock(2))), thrownBy(b.query(lock(1)))])
  const [error] = outcomes.filter((one) => one !== undefined)
  expect(told(error)).toMatchObject({ status: 503, code: 'errors.collided' })
  await Promise.all([a.end(), b.end()])
})

test('a write that leaves no trail entry is rolled back, unless it says that nothing changed', async () => {
  const { id } = app.org('上海分公司')
  const rename = (name: string, say?: 'unchanged') =>
    asSystem(app.kernel, async (ctx) => {
      await ctx.tx.updateTable('kernel.organisation').set({ name }).where('id', '=', id).execute()
      if (say) ctx.unchanged()
    })
  const nameNow = () =>
    app.owner.selectFrom('kernel.organisation').select('name').where('id', '=', id).executeTakeFirstOrThrow()
  expect(await thrownBy(rename('无痕分公司'))).toMatchObject({
    message: expect.stringContaining('no trail entry'),
  })
  expect(await nameNow()).toEqual({ name: '上海分公司' })
  await rename('上海分公司', 'unchanged')
})
