import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readMigrations } from './migrate.ts'

const wordings = readdirSync(path.resolve(import.meta.dirname, '../../../db/migrations/postgres-15'))
// `is json`, `any_value` and the JSON constructors came with 16, `json_table` and `merge … returning` with 17.
const newer =
  /\bis\s+json\b|\bany_value\s*\(|\bjson_(array|object|table|query|value|exists|scalar)\s*\(|\buuidv7\s*\(/i
const statements = (text: string) => text.replace(/--.*$/gm, '').replace(/'(?:[^']|'')*'/g, "''")

test('what PostgreSQL 15 does not know has other words for it, and these belong to a migration', () => {
  const names = readMigrations()
    .filter(({ text }) => newer.test(statements(text)))
    .map(({ name }) => name)
  expect(wordings.filter((name) => name.endsWith('.sql'))).toEqual(names)
})
