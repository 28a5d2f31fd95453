import type { Schema } from './sample.ts'

/** Where made-up values come from: ids that there are, words that mean something there, and chance. */
export type Pool = { ids: string[]; words?: string[]; random: () => number }

const texts = [
  ...[
    '',
    ' ',
    '\0',
    '\ud800',
    '😀',
    '\u202egpj.exe',
    "' or 1=1 --",
    '%_\\',
    '=1+1',
    '<script>alert(1)</script>',
  ],
  ...[
    '#{7*7}',
    '../../etc/passwd',
    'a\r\nb',
    '上海',
    '中'.repeat(300),
    'x'.repeat(5000),
    'null',
    '[]',
    '{{x}}',
  ],
]
const numbers = [0, -1, 1, 2, 50, 1e9, 2 ** 31, 2 ** 53, 1e308, -0.5, 0.1]
const days = ['2026-11-23', '2026-02-30', '0001-01-01', '9999-12-31', '2024-02-29', '2026-1-1']
const instants = [
  '2026-11-23T02:00:00Z',
  '2026-11-23T24:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:60Z',
]
const anything: unknown[] = [null, true, false, [], {}, [[]], { a: { b: 1 } }, ['x'], { constructor: 1 }]

/** A value for this schema: mostly one that fits, now and then one that doesn't, or is at its edge. */
export function makeUp(schema: Schema, pool: Pool, deep = 0): unknown {
  const { random } = pool
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!
  if (random() < 0.04) return pick<unknown>([...anything, ...texts, ...numbers, pick(pool.ids)])
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return pick(schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return makeUp(pick(either), pool, deep + 1)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => makeUp(one, pool, deep + 1)))
  const type = Array.isArray(schema.type) ? pick(schema.type) : schema.type
  if (type === 'object' || schema.properties) {
    const wanted = new Set(schema.required)
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([name]) => (wanted.has(name) ? random() > 0.02 : random() < 0.5))
        .map(([name, one]) => [name, makeUp(one, pool, deep + 1)]),
    )
  }
  if (type === 'array') {
    const length = Math.max(schema.minItems ?? 0, deep > 6 ? 0 : Math.floor(random() * 4))
    return Array.from({ length }, () => makeUp(schema.items ?? {}, pool, deep + 1))
  }
  if (type === 'integer') return random() < 0.8 ? Math.floor(random() * 12) : pick(numbers)
  if (type === 'number') return random() < 0.7 ? random() * 200 - 20 : pick(numbers)
  if (type === 'boolean') return random() < 0.5
  if (type === 'null') return null
  if (schema.format === 'uuid') return pick(pool.ids)
  if (schema.format === 'date') return random() < 0.7 ? days[0] : pick(days)
  if (schema.format === 'date-time') return random() < 0.7 ? instants[0] : pick(instants)
  if (pool.words && random() < 0.4) return pick(pool.words)
  if (schema.format === 'email') return random() < 0.7 ? 'nobody@hengyuan.example' : pick(texts)
  return random() < 0.6 ? 'x'.repeat(Math.max(schema.minLength ?? 1, 4)) : pick(texts)
}
