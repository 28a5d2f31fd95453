import { expect, test } from 'vitest'
import { measureCompany } from './all.ts'
import { type Goal, isMet, tableOf } from './goals.ts'

test('the measurements run, in short: requests against the bare handler, growth, web, controls, memory', async () => {
  const sizes = { large: '60,300', small: '30,100' }
  const goals = await measureCompany({ ...sizes, seconds: 1, rounds: 1, only: 'read,create,approve' })
  expect(goals.filter(({ value }) => !Number.isFinite(value) || value <= 0)).toEqual([])
  const said = goals.map(({ what }) => what)
  for (const what of [
    'read, 16 connections: API / bare',
    'create, 16 connections: growth from the small company',
    'approve, 16 connections: API / bare',
  ])
    expect(said).toContain(what)
  // Bytes are nearly the same on every machine, unlike times.
  expect(goals.filter(({ what }) => what === 'first screen over the wire').map(isMet)).toEqual([true])
}, 300_000)

test('a goal that is missed is said to be', () => {
  const goals: Goal[] = [
    { what: 'enough', value: 0.6, unit: '', least: 0.5 },
    { what: 'too much', value: 700, unit: 'MB', most: 600 },
    { what: 'told', value: 12, unit: 'ms' },
    { what: 'nothing came', value: Number.NaN, unit: 'ms', most: 3 },
  ]
  expect(goals.map(isMet)).toEqual([true, false, true, false])
  expect(tableOf(goals)).toContain('| too much | 700 MB | at most 600 MB | missed |')
})
