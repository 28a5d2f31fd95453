import { expect, test } from 'vitest'
import { CallProblem } from '../../../../kernel/web/call-problem.ts'
import { makePhotoLine, type WaitingPhoto } from './photo-line.ts'
import type { KeptPhoto } from './photo-store.ts'

const photo = (key: string): KeptPhoto => ({
  ...{ key, visit_id: 'v', file: new Blob([]), name: `${key}.jpg`, taken_at: '2026-11-23T08:00:00Z' },
  ...{ longitude: 120, latitude: 30, facts: { taken_with: 'camera' } },
})

/** A device with photos of a visit, and a server that answers as told. */
function deviceWith(...keys: string[]) {
  const stored = new Set(keys)
  const arrived: string[] = []
  let waiting: WaitingPhoto[] = []
  let answer: (key: string) => unknown = () => undefined
  const line = makePhotoLine({
    send: async ({ key }) => {
      const problem = answer(key)
      if (problem) throw problem
      arrived.push(key)
    },
    drop: async (key) => void stored.delete(key),
    show: (photos) => {
      waiting = photos
    },
    showSending: () => {},
  })
  line.add(keys.map(photo))
  return {
    ...{ line, stored, arrived },
    waiting: () => waiting,
    answers: (how: (key: string) => unknown) => {
      answer = how
    },
  }
}
const problem = (status: number) => new CallProblem(status, { code: 'web.call.unreadable' })

test.each([0, 401, 429, 500, 502, 503])(
  'answered %i, photos wait on the device and go later',
  async (status) => {
    const device = deviceWith('a', 'b')
    device.answers(() => problem(status))
    await device.line.sendAll()
    expect([...device.stored]).toEqual(['a', 'b'])
    expect(device.waiting().map(({ problem: why }) => why)).toEqual([undefined, undefined])
    device.answers(() => undefined)
    await device.line.sendAll()
    expect(device.arrived).toEqual(['a', 'b'])
    expect([...device.stored]).toEqual([])
  },
)

test('what went wrong unexpectedly stops the line for now, not for ever', async () => {
  const device = deviceWith('a')
  device.answers(() => new TypeError('out of memory'))
  await device.line.sendAll()
  expect([...device.stored]).toEqual(['a'])
  device.answers(() => undefined)
  await device.line.sendAll()
  expect(device.arrived).toEqual(['a'])
})

test('a photo that is refused stays with its reason, the others go on, and it may be taken away', async () => {
  const device = deviceWith('a', 'b')
  device.answers((key) => key === 'a' && problem(422))
  await device.line.sendAll()
  expect(device.arrived).toEqual(['b'])
  expect(device.waiting().map(({ key, problem: why }) => [key, why?.status])).toEqual([['a', 422]])
  expect([...device.stored]).toEqual(['a'])
  await device.line.remove('a')
  expect([...device.stored, ...device.waiting()]).toEqual([])
})
