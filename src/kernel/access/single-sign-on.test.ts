import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { readSession, readSessionOptions } from './contract.ts'

const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
const coded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** Whoever comes back from the company's provider. */
let identity: Record<string, unknown> = {}

function tokenOf(issuer: string): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: issuer, aud: 'bylaw', iat: now, exp: now + 60, ...identity }
  const text = `${coded({ alg: 'RS256', kid: 'k' })}.${coded(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), key.privateKey).toString('base64url')}`
}

const provider = createServer((request, response) => {
  const at = issuer()
  const path = new URL(request.url ?? '/', at).pathname
  const answers: Record<string, () => object> = {
    '/.well-known/openid-configuration': () => ({
      issuer: at,
      authorization_endpoint: `${at}/authorize`,
      token_endpoint: `${at}/token`,
      userinfo_endpoint: `${at}/userinfo`,
      jwks_uri: `${at}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/token': () => ({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: tokenOf(at) }),
    '/userinfo': () => identity,
    '/keys': () => ({ keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256' }] }),
  }
  response.writeHead(answers[path] ? 200 : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify(answers[path]?.() ?? {}))
})
const issuer = () => `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done))
afterAll(() => provider.close())

const app = await startApp({
  env: {
    OIDC_ISSUER: issuer(),
    OIDC_CLIENT_ID: 'bylaw',
    OIDC_NAME: '统一登录',
  },
})

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0]!)
    .join('; ')

/** Goes to the provider and comes back; gives the cookies of the session there then is. */
async function enter(who: { sub: string; email: string; email_verified: boolean }): Promise<string> {
  const start = await app.anonymous.fetch('/api/auth/sign-in/social', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url },
    body: JSON.stringify({ provider: 'oidc', callbackURL: '/' }),
  })
  const { url } = (await start.json()) as { url: string }
  const { state, nonce } = Object.fromEntries(new URL(url).searchParams)
  identity = { ...who, name: '来自统一登录', nonce }
  const back = await app.anonymous.fetch(`/api/auth/callback/oidc?code=c&state=${state}`, {
    headers: { cookie: cookiesOf(start) },
  })
  expect(back.status).toBe(302)
  return cookiesOf(back)
}

const linked = () =>
  app.owner
    .selectFrom('kernel.account_credential')
    .select('user_id')
    .where('provider_id', '=', 'oidc')
    .execute()

test('the sign-in page offers the company’s provider', async () => {
  expect((await app.anonymous.call(readSessionOptions)).providers).toEqual([{ id: 'oidc', name: '统一登录' }])
})

test('an address the provider has not verified opens nobody’s account', async () => {
  const cookie = await enter({ sub: 'u-1', email: 'shen.jing@hengyuan.example', email_verified: false })
  expect(cookie).not.toContain('session_token')
  expect(await linked()).toEqual([])
})

test('a verified address opens the account of the same address, which is on record', async () => {
  const cookie = await enter({ sub: 'u-2', email: 'Li.Wei@hengyuan.example', email_verified: true })
  expect(await app.anonymous.call(readSession, undefined, { cookie })).toMatchObject({ name: '李薇' })
  expect(await linked()).toEqual([{ user_id: app.person('li.wei').account_id }])
  const entries = await app.owner
    .selectFrom('kernel.trail_entry')
    .select('action')
    .where('subject_id', '=', app.person('li.wei').account_id)
    .orderBy('seq')
    .execute()
  expect(entries.map(({ action }) => action)).toEqual(['access.provider.link', 'access.session.begin'])
})

test('nobody gets an account by coming from the provider', async () => {
  const cookie = await enter({ sub: 'u-3', email: 'stranger@elsewhere.example', email_verified: true })
  expect(cookie).not.toContain('session_token')
})
