import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

const read = (...args: string[]) => readOptions(args, '2026-11-23')

test('a simulation is small unless told, and ends today', () => {
  expect(read()).toEqual({ orgs: 200, complaints: 5000, years: 2, seed: 1, until: '2026-11-23', add: false })
  const told = [
    '--orgs',
    '10,000',
    '--complaints',
    '1_000_000',
    '--years',
    '3',
    '--seed',
    '7',
    '--until',
    '2026-10-31',
  ]
  expect(read(...told, '--add')).toEqual({
    ...{ orgs: 10_000, complaints: 1_000_000, years: 3, seed: 7, until: '2026-10-31', add: true },
  })
})

test.each([
  [['--orgs', '5'], '--orgs is a whole number from 20 to 20,000, and “5” is none.'],
  [['--orgs', 'many'], '--orgs is a whole number from 20 to 20,000, and “many” is none.'],
  [['--complaints=-1'], '--complaints is a whole number from 0 to 5,000,000, and “-1” is none.'],
  [['--years', '2.5'], '--years is a whole number from 1 to 10, and “2.5” is none.'],
  [['--seed', ''], '--seed is a whole number from 0 to 2,147,483,647, and “” is none.'],
  [['--until', '2026-02-30'], '--until is a day like 2026-11-23, and “2026-02-30” is none.'],
  [['--until', '2026-11-24'], '--until is 2026-11-23 or before: what has not been can’t have happened.'],
  [['--branches', '3'], '--orgs        organisations beside headquarters, 20 to 20,000'],
])('%s is refused with a sentence', (args, sentence) => {
  expect(() => read(...args)).toThrow(sentence.replaceAll('’', "'"))
})
