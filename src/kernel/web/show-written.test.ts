import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { showWritten } from './show-written.ts'

const key = ['establishment.application.read', { id: 'a' }]

/** A server whose reads answer what it held when they began, and only when they are let go. */
function serve() {
  let held = 'before'
  const waiting: (() => void)[] = []
  const client = new QueryClient()
  const read = () => {
    const seen = held
    return new Promise<string>((answer) => waiting.push(() => answer(seen)))
  }
  const observer = new QueryObserver<string>(client, { queryKey: key, queryFn: read })
  observer.subscribe(() => {})
  return {
    client,
    shown: () => observer.getCurrentResult().data,
    write: (value: string) => {
      held = value
    },
    /** Answers the oldest read. */
    answer: async () => {
      await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0))
      waiting.shift()!()
      await new Promise(setImmediate)
    },
    reads: () => waiting.length,
  }
}

test('a read begun before a write never covers what was written', async () => {
  const server = serve()
  await server.answer()
  void server.client.invalidateQueries({ queryKey: key })
  await vi.waitFor(() => expect(server.reads()).toBe(1))
  server.write('written')
  showWritten<string>(server.client, key.slice(0, 1), () => 'written')
  expect(server.shown()).toBe('written')
  await server.answer()
  expect(server.shown()).toBe('written')
  await server.answer()
  expect(server.shown()).toBe('written')
  server.client.clear()
})

test('without a read on its way nothing is asked anew', async () => {
  const server = serve()
  await server.answer()
  showWritten<string>(server.client, key, () => 'written')
  await new Promise(setImmediate)
  expect([server.shown(), server.reads()]).toEqual(['written', 0])
  server.client.clear()
})
