import { expect, test } from 'vitest'
import { pauseAfter } from './pause-after.ts'

test('pauses grow to a minute and are spread over half of themselves', () => {
  expect([0, 1, 2, 5, 6, 2000].map((failures) => pauseAfter(failures, 1))).toEqual([
    1000, 2000, 4000, 32_000, 60_000, 60_000,
  ])
  expect(pauseAfter(0, 0)).toBe(500)
})
