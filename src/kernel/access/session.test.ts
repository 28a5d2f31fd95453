import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { readSession, readSessionOptions, updateSession } from './contract.ts'

const app = await startApp()
const json = { 'content-type': 'application/json' }

const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  app.anonymous.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ email, password }),
  })

const post = (path: string, user: CastUser, body: object) =>
  app.anonymous.fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { ...json, cookie: app.cookieOf(user), origin: app.url },
    body: JSON.stringify(body),
  })
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0]!)
    .filter((one) => !one.endsWith('='))
    .join('; ')
const lastOfAccount = (user: CastUser) =>
  app.owner
    .selectFrom('kernel.trail_entry')
    .select(['action', 'org_id', 'actor_name', 'subject_title'])
    .where('subject_id', '=', app.person(user).account_id)
    .orderBy('seq', 'desc')
    .executeTakeFirst()

const enterCode = (cookie: string, code: string) =>
  app.anonymous.fetch('/api/auth/two-factor/verify-totp', {
    method: 'POST',
    headers: { ...json, cookie, origin: app.url },
    body: JSON.stringify({ code }),
  })

/** What an authenticator app shows now, or so many half minutes later (RFC 6238). */
function codeOf(secret: string, later = 0): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/=/g, '')].map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0'))
  const key = Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)!
      .map((byte) => Number.parseInt(byte, 2)),
  )
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later))
  const mac = createHmac('sha1', key).update(counter).digest()
  const at = mac.at(-1)! & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('nobody is somebody without signing in', async () => {
  expect(await refusalOf(app.anonymous.call(readSession))).toMatchObject({
    status: 401,
    detail: '请先登录。',
  })
})

test('the password opens a session, the session says who it is, and signing out ends it', async () => {
  const answer = await signIn('li.wei@hengyuan.example', 'bylaw-demo')
  expect(answer.status).toBe(200)
  const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
  expect(answer.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/)
  const session = await app.anonymous.call(readSession, undefined, { cookie })
  expect(session).toMatchObject({ name: '李薇', organisation: { name: '上海分公司' }, two_factor: false })
  expect(session.company).toMatchObject({ short_name: '衡远', time_zone: 'Asia/Shanghai' })
  // Nobody set BASE_URL.
  expect(session.base_url).toBeNull()
  const out = await app.anonymous.fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { cookie, ...json, origin: app.url },
    body: '{}',
  })
  expect(out.status).toBe(200)
  expect(await refusalOf(app.anonymous.call(readSession, undefined, { cookie }))).toMatchObject({
    status: 401,
  })
})

test('five wrong passwords lock the account, the right one too, until a quarter of an hour has passed', async () => {
  for (let i = 0; i < 5; i++)
    expect((await signIn('wang.lei@hengyuan.example', 'wrong-password')).status).toBe(401)
  const locked = await signIn('wang.lei@hengyuan.example', 'bylaw-demo')
  expect(locked.status).toBe(429)
  expect(await locked.json()).toMatchObject({ code: 'ACCOUNT_TEMPORARILY_LOCKED' })
  app.clock.advance(16 * 60_000)
  expect((await signIn('wang.lei@hengyuan.example', 'bylaw-demo')).status).toBe(200)
})

test('twenty wrong passwords at once count as well, and none of them lifts the lock', async () => {
  const email = 'ma.jun@hengyuan.example'
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(email, 'wrong-password')))
  const statuses = answers.map(({ status }) => status).sort()
  expect(statuses).toEqual([...Array(5).fill(401), ...Array(15).fill(429)])
  expect((await signIn(email, 'bylaw-demo')).status).toBe(429)
  expect(await lastOfAccount('ma.jun')).toMatchObject({ action: 'access.account.lock', actor_name: 'Bylaw' })
})

test('an address nobody has is locked like one somebody has, so that the answer names no account', async () => {
  const [known, unknown] = ['zhou.ting@hengyuan.example', 'Nobody.Here@hengyuan.example']
  const answersOf = async (email: string) => {
    const answers = []
    const told = async (answer: Response) => [answer.status, await answer.json()]
    for (let i = 0; i < 7; i++) answers.push(await told(await signIn(email, 'wrong-password')))
    app.clock.advance(16 * 60_000)
    for (let i = 0; i < 3; i++) answers.push(await told(await signIn(email, 'wrong-password')))
    return answers
  }
  const told = await answersOf(known)
  expect(told.map(([status]) => status)).toEqual([401, 401, 401, 401, 401, 429, 429, 401, 401, 401])
  expect(await answersOf(unknown)).toEqual(told)
  const many = await Promise.all(Array.from({ length: 20 }, () => signIn('x@y.example', 'wrong-password')))
  expect(many.filter(({ status }) => status === 401)).toHaveLength(5)
  expect(many.filter(({ status }) => status === 429)).toHaveLength(15)
})

test('an address nobody has is kept nowhere, and however many are tried, the slots don’t become more', async () => {
  const rows = await app.owner.selectFrom('kernel.unknown_address').selectAll().execute()
  expect(rows).toHaveLength(2)
  for (const { slot, address } of rows) expect(slot).toBe(address.readUInt16BE(0))
  const mark = (last: number) => Buffer.concat([rows[0]!.address.subarray(0, 31), Buffer.of(last)])
  const add = (slot: number, address: Buffer) =>
    app.owner.insertInto('kernel.unknown_address').values({ slot, address, failed_sign_ins: 1 }).execute()
  await expect(add(rows[0]!.slot, mark(1))).rejects.toThrow('unknown_address_pkey')
  await expect(add(65_536, mark(1))).rejects.toThrow('unknown_address_slot_check')
  // Another address in the same slot takes the place of the one before, and is counted from the beginning.
  await app.owner
    .updateTable('kernel.unknown_address')
    .set({ address: mark(1) })
    .execute()
  expect((await signIn('x@y.example', 'wrong-password')).status).toBe(401)
  expect(await app.owner.selectFrom('kernel.unknown_address').select('slot').execute()).toHaveLength(2)
})

test('guessing the password from within a session locks the account as well', async () => {
  const change = (currentPassword: string) =>
    post('change-password', 'qian.li', { currentPassword, newPassword: 'quite another one' })
  for (let i = 0; i < 5; i++) expect((await change('wrong-password')).status).toBe(400)
  expect((await change('bylaw-demo')).status).toBe(429)
  app.clock.advance(16 * 60_000)
  expect((await change('bylaw-demo')).status).toBe(200)
  expect(await lastOfAccount('qian.li')).toMatchObject({ action: 'access.password.change' })
})

test('signing in and ending other sessions are on record in the chain of the home organisation', async () => {
  expect((await signIn('zheng.kai@hengyuan.example', 'bylaw-demo')).status).toBe(200)
  expect(await lastOfAccount('zheng.kai')).toMatchObject({
    action: 'access.session.begin',
    org_id: app.org('广州分公司').id,
    actor_name: '郑凯',
  })
  expect((await post('revoke-other-sessions', 'zheng.kai', {})).status).toBe(200)
  expect(await lastOfAccount('zheng.kai')).toMatchObject({ action: 'access.session.revoke' })
})

test('the second step is set up with the app’s code, asked at the next sign-in, and on record', async () => {
  const email = 'luo.ying@hengyuan.example'
  const password = { password: 'bylaw-demo' }
  const enabled = await post('two-factor/enable', 'luo.ying', { ...password, method: 'totp' })
  const { totpURI } = (await enabled.json()) as { totpURI: string }
  const secret = new URL(totpURI).searchParams.get('secret')!
  const wrong = await post('two-factor/verify-totp', 'luo.ying', { code: '000000' })
  expect(wrong.status).toBe(401)
  expect((await post('two-factor/verify-totp', 'luo.ying', { code: codeOf(secret) })).status).toBe(200)
  expect(await lastOfAccount('luo.ying')).toMatchObject({ action: 'access.two_factor.enable' })
  const pending = await signIn(email, 'bylaw-demo')
  expect(await pending.json()).toMatchObject({ twoFactorRedirect: true })
  expect(await lastOfAccount('luo.ying')).toMatchObject({ action: 'access.two_factor.enable' })
  const cookie = cookiesOf(pending)
  // The one it was set up with is spent; whoever waits half a minute has the next.
  const spent = await enterCode(cookie, codeOf(secret))
  expect([spent.status, await spent.json()]).toMatchObject([401, { code: 'CODE_USED' }])
  const next = codeOf(secret, 1)
  const windows = await Promise.all(Array.from({ length: 4 }, () => signIn(email, 'bylaw-demo')))
  const tries = await Promise.all(windows.map((one) => enterCode(cookiesOf(one), next)))
  expect(tries.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
  const done = tries.find(({ status }) => status === 200)!
  expect(await lastOfAccount('luo.ying')).toMatchObject({ action: 'access.session.begin' })
  const off = await app.anonymous.fetch('/api/auth/two-factor/disable', {
    method: 'POST',
    headers: { ...json, cookie: cookiesOf(done), origin: app.url },
    body: JSON.stringify(password),
  })
  expect(off.status).toBe(200)
  expect(await lastOfAccount('luo.ying')).toMatchObject({ action: 'access.two_factor.disable' })
})

test('nobody signs the trail under another name: the person’s own stands there, and it can’t be changed here', async () => {
  for (const path of [
    'update-user',
    'change-email',
    'unlink-account',
    'verify-password',
    'delete-user',
    'link-social',
  ])
    expect((await post(path, 'li.wei', { name: '顾明远' })).status, path).toBe(404)
  await app.owner
    .updateTable('kernel.account')
    .set({ name: '顾明远' })
    .where('id', '=', app.person('li.wei').account_id)
    .execute()
  expect(await app.as('li.wei').call(readSession)).toMatchObject({ name: '李薇' })
  expect((await signIn('li.wei@hengyuan.example', 'bylaw-demo')).status).toBe(200)
  expect(await lastOfAccount('li.wei')).toMatchObject({ actor_name: '李薇', subject_title: '李薇' })
})

test('a disabled account is out at once and stays out', async () => {
  const { account_id } = app.person('wu.min')
  await app.owner
    .updateTable('kernel.account')
    .set({ disabled_at: app.clock.now })
    .where('id', '=', account_id)
    .execute()
  expect(await refusalOf(app.as('wu.min').call(readSession))).toMatchObject({ status: 401 })
  expect((await signIn('wu.min@hengyuan.example', 'bylaw-demo')).status).toBeGreaterThanOrEqual(400)
})

test('a write from another site’s page is refused, however valid the cookie', async () => {
  const cookie = app.cookieOf('li.wei')
  const send = (origin: string) =>
    app.anonymous.fetch('/api/session', {
      method: 'PATCH',
      headers: { ...json, cookie, origin },
      body: JSON.stringify({ language: 'en' }),
    })
  expect((await send('https://elsewhere.example')).status).toBe(403)
  expect((await send(app.url)).status).toBe(204)
  await app.as('li.wei').call(updateSession, { body: { language: 'zh-CN' } })
})

test('no sign-in leads to another site, whatever its link says', async () => {
  const sign = (more: object) =>
    app.anonymous.fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ email: 'he.chuan@hengyuan.example', password: 'bylaw-demo', ...more }),
    })
  const elsewhere = ['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example']
  for (const field of ['callbackURL', 'errorCallbackURL', 'newUserCallbackURL'])
    for (const to of [
      ...elsewhere,
      'javascript:alert(1)',
      `${app.url}@evil.example`,
      '/a\r\nSet-Cookie: b=c',
    ]) {
      const answer = await sign({ [field]: to })
      expect([answer.status, answer.headers.get('location')], to).toEqual([400, null])
      expect(await answer.json()).toMatchObject({ fields: [{ path: field }] })
    }
  const answer = await sign({ callbackURL: '/establishment/applications?state=draft' })
  expect(answer.status).toBe(200)
})

test('a sign-in with text that can’t be kept is told so, and is no fault of the server', async () => {
  expect((await signIn('li.wei\0@hengyuan.example', 'x')).status).toBe(400)
  expect((await signIn('li.wei@hengyuan.example', '\ud800')).status).toBe(400)
  expect((await post('revoke-session', 'zheng.kai', { token: '\0' })).status).toBe(400)
  expect((await app.anonymous.fetch('/api/auth/callback/oidc?code=x&state=%00')).status).toBe(400)
})

test('nobody signs up', async () => {
  const answer = await app.anonymous.fetch('/api/auth/sign-up/email', {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ name: 'x', email: 'x@hengyuan.example', password: 'long enough 1' }),
  })
  expect(answer.status).toBeGreaterThanOrEqual(400)
})

test('the sign-in page offers the demo’s accounts, the first role first', async () => {
  const { demo, company } = await app.anonymous.call(readSessionOptions)
  expect(company.name).toBe('衡远服务集团')
  expect(demo?.accounts[0]).toMatchObject({ name: '沈静', role: 'admin' })
})

test('behind one proxy the address it saw counts, whatever a client claims before it', async () => {
  const behind = await startApp({ env: { TRUST_PROXY: 'true', RATE_LIMIT: '3000' } })
  const statuses: number[] = []
  for (let i = 0; i < 61; i++) {
    const answer = await behind.anonymous.fetch('/api/auth/get-session', {
      headers: { 'x-forwarded-for': `10.9.9.${i}, 203.0.113.7` },
    })
    statuses.push(answer.status)
  }
  expect(new Set(statuses.slice(0, 60))).toEqual(new Set([200]))
  expect(statuses[60]).toBe(429)
})
