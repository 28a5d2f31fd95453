import { expect, test } from 'vitest'
import { readConfiguration } from './configuration.ts'

const read = (env: Record<string, string>) => readConfiguration({ SECRET: 'x'.repeat(32), ...env })

test('a demo with its published password is made unasked for this machine alone', () => {
  expect(read({}).demo).toBe(true)
  expect(read({ HOST: '0.0.0.0' }).demo).toBe(false)
  expect(read({ HOST: '0.0.0.0', DEMO: 'true' }).demo).toBe(true)
  expect(read({ DATABASE_URL: 'postgres://x' }).demo).toBe(false)
})

test('proxies are trusted by number or by address, and nothing else is', () => {
  const trust = (TRUST_PROXY: string) => read({ TRUST_PROXY }).TRUST_PROXY
  expect(read({}).TRUST_PROXY).toBe(false)
  expect(['', 'false', '0'].map(trust)).toEqual([false, false, false])
  expect(['true', '1', '2'].map(trust)).toEqual([1, 1, 2])
  expect(trust('10.0.0.1, 10.1.0.0/16')).toEqual(['10.0.0.1', '10.1.0.0/16'])
  for (const wrong of ['maybe', '10.0.0.0/99', 'true,10.0.0.1', '99'])
    expect(() => trust(wrong), wrong).toThrow('TRUST_PROXY')
})

test('the address of the installation has no slash at the end: paths are put behind it', () => {
  expect(read({ BASE_URL: 'https://bylaw.hengyuan.example/' }).base_url).toBe(
    'https://bylaw.hengyuan.example',
  )
})

test('an address of a database is one of PostgreSQL', () => {
  expect(read({ DATABASE_URL: '' }).DATABASE_URL).toBeUndefined()
  expect(read({ DATABASE_URL: 'postgresql://bylaw@db/bylaw' }).DATABASE_URL).toBe(
    'postgresql://bylaw@db/bylaw',
  )
  for (const wrong of ['nonsense', 'localhost:5432/bylaw', 'mysql://bylaw@db/bylaw'])
    expect(() => read({ DATABASE_URL: wrong }), wrong).toThrow('DATABASE_URL (an address like postgres://')
})
