import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configurationShape, readConfiguration } from '../src/kernel/settings/configuration.ts'

const text = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8')
const settings = [...text.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(
  ([, key = '', value = '']) => [key, value] as const,
)

test('.env.example names every setting there is, and no other', () => {
  expect(settings.map(([key]) => key).sort()).toEqual(Object.keys(configurationShape.shape).sort())
})

test('what .env.example writes is accepted as it stands', () => {
  const env = { ...Object.fromEntries(settings), SECRET: 'x'.repeat(32) }
  expect(readConfiguration(env)).toMatchObject({ PORT: 3000, LOG_LEVEL: 'warn' })
})

test('the container image carries nothing that git does not: no data, no secrets, no history', () => {
  const read = (name: string) =>
    readFileSync(join(import.meta.dirname, '..', name), 'utf8')
      .split('\n')
      .map((line) => line.replaceAll('**/', '').replaceAll('/', ''))
  const left = read('.dockerignore')
  expect(left).toEqual(expect.arrayContaining([...read('.gitignore'), '.git', '.env.*']))
})
