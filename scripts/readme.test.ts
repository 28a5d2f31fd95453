import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cast } from '../db/seed/cast.ts'
import { configurationShape } from '../src/kernel/settings/configuration.ts'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

test('the README’s table names every setting with its default, and no other', () => {
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (.*?) \|/gm)].map(([, key, value]) => [key, value])
  expect(rows.map(([key]) => key).sort()).toEqual(Object.keys(configurationShape.shape).sort())
  for (const [key = '', value = ''] of rows) {
    const shape = configurationShape.shape[key as keyof typeof configurationShape.shape]
    const read = shape.safeParse(undefined)
    const byDefault = read.success ? read.data : undefined
    if (byDefault !== undefined && byDefault !== false) expect(value, key).toContain(String(byDefault))
  }
})

test('the README’s demo accounts are the cast', () => {
  const named = [...readme.matchAll(/`([a-z]+\.[a-z]+)@hengyuan\.example`/g)].map(([, user]) => user)
  expect(named).toEqual(cast.map(({ user }) => user))
})

test('every file the documents link to is there', () => {
  for (const name of [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'STYLE.md',
    'docs/decisions/README.md',
    'docs/guides/operator.md',
    'docs/guides/administrator.md',
  ]) {
    const text = readFileSync(join(root, name), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, link]) => link!)
    const missing = links.filter((link) => !existsSync(join(root, name, '..', link)))
    expect(missing, name).toEqual([])
  }
})
