import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { startApp } from '../../test/support/app.ts'
import { demoPassword } from '../kernel/access/session-options.ts'

const plain = await startApp()
const behindTls = await startApp({ env: { BASE_URL: 'https://bylaw.hengyuan.example' } })
const headersOf = async (app: typeof plain, path: string) => (await fetch(`${app.url}${path}`)).headers

/** What signing in puts into the browser. */
async function signedIn(app: typeof plain, origin: string) {
  const answer = await fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email: 'wang.lei@hengyuan.example', password: demoPassword }),
  })
  expect(answer.status).toBe(200)
  return answer.headers.getSetCookie().find((one) => one.includes('session_token'))!
}

describe('headers', () => {
  test.each([
    '/api/session/options',
    '/api/organisations',
    '/api/nowhere',
    '/healthz',
    '/api/auth/get-session',
  ])('%s is data: nothing of it is run, loaded, framed or guessed at', async (path) => {
    const headers = await headersOf(plain, path)
    expect(headers.get('content-type')).toMatch(/json/)
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })

  test.each(['/', '/nowhere', '/public/complaints', '/api/docs/'])(
    '%s lets no script in but our own files, is framed nowhere and guessed at by nobody',
    async (path) => {
      const headers = await headersOf(plain, path)
      const policy = Object.fromEntries(
        headers
          .get('content-security-policy')!
          .split(';')
          .map((one) => {
            const [name = '', ...sources] = one.trim().split(' ')
            return [name, sources]
          }),
      )
      // A page of the reference names its one inline script by its hash.
      const named = policy['script-src']!.filter((one) => one.startsWith("'sha256-"))
      expect(policy['script-src']).toEqual(["'self'", ...named])
      expect(named).toHaveLength(path === '/api/docs/' ? 1 : 0)
      expect(policy['script-src-attr']).toEqual(["'none'"])
      expect([policy['object-src'], policy['frame-ancestors'], policy['base-uri']]).toEqual([
        ["'none'"],
        ["'none'"],
        ["'self'"],
      ])
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe(path.startsWith('/public') ? 'same-origin' : 'no-referrer')
    },
  )

  test('an answer is sent compressed where the browser takes it; a page that repeats what is typed, and events, are not', async () => {
    const ask = async (path: string, accepts: string) => {
      const answer = await fetch(`${plain.url}${path}`, {
        headers: { 'accept-encoding': accepts, cookie: plain.cookieOf('zhou.ting') },
      })
      const encoding = answer.headers.get('content-encoding')
      const length = answer.headers.get('content-length')
      return { encoding, length: Number(length), text: path.endsWith('changes') ? '' : await answer.text() }
    }
    const list = '/api/organisations?limit=50'
    const [br, gzip, none] = [await ask(list, 'br'), await ask(list, 'gzip'), await ask(list, 'identity')]
    expect([br.encoding, gzip.encoding, none.encoding]).toEqual(['br', 'gzip', null])
    expect(br.text).toBe(none.text)
    expect(br.length).toBeLessThan(none.length / 3)
    expect((await ask('/public/complaints?q=%E4%B8%8A%E6%B5%B7', 'br')).encoding).toBeNull()
    expect((await ask('/api/tasks/changes', 'br')).encoding).toBeNull()
  })

  test('what comes in compressed is refused, not unpacked', async () => {
    const answer = await fetch(`${plain.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', origin: plain.url },
      body: gzipSync(JSON.stringify({ email: 'wang.lei@hengyuan.example', password: demoPassword })),
    })
    expect(answer.status).toBe(400)
  })

  test('behind TLS a browser is told to come by TLS alone; without it, it is told nothing', async () => {
    expect((await headersOf(behindTls, '/healthz')).get('strict-transport-security')).toBe('max-age=31536000')
    expect((await headersOf(plain, '/healthz')).has('strict-transport-security')).toBe(false)
  })

  test('the session is in a cookie no script reads and no other site sends; behind TLS it goes by TLS alone', async () => {
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/'])
      expect(await signedIn(plain, plain.url)).toContain(part)
    const cookie = await signedIn(behindTls, 'https://bylaw.hengyuan.example')
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Secure']) expect(cookie).toContain(part)
    expect(cookie).toMatch(/^__Secure-/)
    const session = await fetch(`${behindTls.url}/api/session`, {
      headers: { cookie: cookie.split(';')[0]! },
    })
    expect(((await session.json()) as { name: string }).name).toBe('王磊')
  })
})
