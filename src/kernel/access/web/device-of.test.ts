import { expect, test } from 'vitest'
import { deviceOf } from './device-of.ts'

test('a device is named by what people call it', () => {
  expect(deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0')).toBe(
    'Edge · Windows',
  )
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) MicroMessenger/8.0')).toBe(
    'WeChat · iOS',
  )
  expect(deviceOf(null)).toBe('')
})
