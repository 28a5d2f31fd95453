import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { signOut } from './sign-out.ts'

const fetched = vi.fn<typeof fetch>()
beforeEach(() => {
  vi.stubGlobal('fetch', fetched.mockReset())
  vi.stubGlobal('document', { documentElement: { lang: 'en' } })
})
afterEach(() => vi.unstubAllGlobals())

const outcome = async () => {
  const seen: string[] = []
  await signOut({ leave: () => void seen.push('left'), stay: () => void seen.push('stayed') })
  return seen
}

test('a session that was ended is left', async () => {
  fetched.mockResolvedValueOnce(new Response('{"success":true}'))
  expect(await outcome()).toEqual(['left'])
})

test('nobody seems signed out who is not: the server is away, or too busy', async () => {
  fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  expect(await outcome()).toEqual(['stayed'])
  fetched.mockResolvedValueOnce(new Response('{"code":"errors.unavailable"}', { status: 503 }))
  expect(await outcome()).toEqual(['stayed'])
})
