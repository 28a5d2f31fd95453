import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../http/contract.ts'
import { call, fileUrl, whenSignedOut } from './call.ts'
import { CallProblem } from './call-problem.ts'

const list = endpoint({
  name: 'establishment.application.list',
  method: 'GET',
  path: '/api/establishment/applications',
  guard: 'signed_in',
  summary: 'Lists applications.',
  query: z.object({ state: z.array(z.string()).optional(), q: z.string().optional() }),
  returns: z.object({ items: z.array(z.string()) }),
})
const submit = endpoint({
  name: 'establishment.application.submit',
  method: 'POST',
  path: '/api/establishment/applications/:id/submit',
  guard: 'signed_in',
  summary: 'Submits an application.',
  params: z.object({ id: z.string() }),
  body: z.object({ version: z.int() }),
})

const fetched = vi.fn<typeof fetch>()
const answer = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const sent = (at = 0) => {
  const [url, request] = fetched.mock.calls[at] ?? []
  return { url: String(url), request, headers: request?.headers as Record<string, string> }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', fetched.mockReset())
  vi.stubGlobal('document', { documentElement: { lang: 'zh-TW' } })
  vi.stubGlobal('navigator', { onLine: true })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  whenSignedOut(() => {})
})

test('fills and encodes the path, repeats arrays, leaves out what is empty, names the language', async () => {
  fetched.mockResolvedValueOnce(answer({ items: ['a'] }))
  expect(await call(list, { query: { state: ['draft', 'submitted'], q: '' } })).toEqual({ items: ['a'] })
  expect(sent().url).toBe('/api/establishment/applications?state=draft&state=submitted')
  expect(sent().headers).toEqual({ Accept: 'application/json', 'Accept-Language': 'zh-TW' })
  expect(fileUrl(submit, { params: { id: 'a/b 沪' }, body: { version: 1 } })).toBe(
    '/api/establishment/applications/a%2Fb%20%E6%B2%AA/submit',
  )
})

describe('a write', () => {
  const write = () => call(submit, { params: { id: '1' }, body: { version: 3 } })

  test('is sent again under the same key when nobody answered', async () => {
    fetched
      .mockRejectedValueOnce(new TypeError('network'))
      .mockResolvedValueOnce(new Response(null, { status: 204 }))
    const done = write()
    await vi.runAllTimersAsync()
    expect(await done).toBeUndefined()
    expect(sent(1).headers['Idempotency-Key']).toBe(sent(0).headers['Idempotency-Key'])
    expect(sent(1).headers['Idempotency-Key']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('has a key of its own each time', async () => {
    fetched.mockImplementation(async () => new Response(null, { status: 204 }))
    await write()
    await write()
    expect(sent(1).headers['Idempotency-Key']).not.toBe(sent(0).headers['Idempotency-Key'])
  })

  test('gives up after the third silence with a sentence of ours', async () => {
    fetched.mockRejectedValue(new TypeError('network'))
    const failed = write().catch((problem: unknown) => problem)
    await vi.runAllTimersAsync()
    expect(await failed).toMatchObject({ code: 'web.call.unreachable', status: 0 })
    expect(fetched).toHaveBeenCalledTimes(3)
  })

  test('is not tried again offline', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    fetched.mockRejectedValue(new TypeError('network'))
    await expect(write()).rejects.toMatchObject({ code: 'web.call.offline' })
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  test('makes its key on plain http too, where crypto.randomUUID is missing', async () => {
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(7) })
    fetched.mockResolvedValueOnce(new Response(null, { status: 204 }))
    await write()
    expect(sent().headers['Idempotency-Key']).toBe('07070707-0707-4707-8707-070707070707')
  })
})

describe('a refusal', () => {
  const document = {
    type: 'about:blank',
    title: '',
    status: 400,
    code: 'errors.invalid',
    detail: '请补充。',
    fields: [{ path: 'body.staffing.0.number', message: '请填写整数。' }],
  }

  test('carries the code, the sentence and the fields as forms know them', async () => {
    fetched.mockResolvedValueOnce(answer(document, 400))
    const problem = await call(list).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(CallProblem)
    expect(problem).toMatchObject({
      code: 'errors.invalid',
      detail: '请补充。',
      fields: [{ path: ['staffing', 0, 'number'], message: '请填写整数。' }],
    })
  })

  test('leads to sign-in when the session has ended', async () => {
    const left = vi.fn()
    whenSignedOut(left)
    fetched.mockResolvedValueOnce(answer({ ...document, status: 401, code: 'errors.unauthenticated' }, 401))
    await expect(call(list)).rejects.toMatchObject({ status: 401 })
    expect(left).toHaveBeenCalledOnce()
  })

  test('that is a page of a proxy becomes a sentence of ours', async () => {
    fetched.mockResolvedValueOnce(new Response('<html>502</html>', { status: 502 }))
    await expect(call(list)).rejects.toMatchObject({ code: 'web.call.unreadable', status: 502 })
  })
})
