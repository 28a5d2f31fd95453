import { expect, test } from 'vitest'
import { oneAfterAnother } from './one-after-another.ts'

test('a file that fails unexpectedly doesn’t hold up those behind it', async () => {
  const done: string[] = []
  const failed: unknown[] = []
  const line = oneAfterAnother((error) => void failed.push(error))
  const fault = new TypeError('network changed')
  void line(async () => void done.push('first'))
  void line(() => Promise.reject(fault))
  await line(async () => void done.push('third'))
  expect(done).toEqual(['first', 'third'])
  expect(failed).toEqual([fault])
})
