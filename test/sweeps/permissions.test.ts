import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allPermissions } from '../../src/app/parts.ts'
import { segregationRules } from '../../src/kernel/access/segregation-rules.ts'
import { permissionKey } from '../../src/kernel/language/messages/contract.ts'
import { knowsMessage } from '../../src/kernel/language/translate.ts'

const permissions = Object.keys(allPermissions())

test('every permission has a name in the catalogue of its part, and so has the part', () => {
  const parts = new Set(permissions.map((permission) => permission.split('.')[0]))
  const wanted = [
    ...permissions.map((permission) => permissionKey(permission) ?? permission),
    ...[...parts].map((part) => `${part}.permissions.part`),
  ]
  expect(wanted.filter((key) => !knowsMessage(key))).toEqual([])
})

test('every name of a permission belongs to one', () => {
  const root = join(import.meta.dirname, '../..')
  const named = globSync('src/**/locales/permissions.json', { cwd: root }).flatMap((file) => {
    const owner = file.replaceAll('\\', '/').split('/')[2]!
    return Object.keys(JSON.parse(readFileSync(join(root, file), 'utf8'))).map(
      (key) => `${owner}.permissions.${key}`,
    )
  })
  const known = new Set(permissions.map(permissionKey))
  expect(named.filter((key) => !key.endsWith('.part') && !known.has(key))).toEqual([])
})

test('every permission that changes who may do what is on the administrator’s side of segregation', () => {
  const rule = segregationRules.find(({ key }) => key === 'access.rules.administrator_decides')
  const writes = permissions.filter((key) => key.startsWith('administration.') && !key.endsWith('.read'))
  expect(writes.filter((key) => !rule?.one.gives?.includes(key))).toEqual([])
})
