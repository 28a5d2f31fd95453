import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeDeriver } from '../src/kernel/language/derive.ts'
import { readFirstWords } from './messages/first-words.ts'
import { readCatalogue } from './messages/read.ts'
import { type Flat, flatten, keyUnion } from './messages/write.ts'

const root = join(import.meta.dirname, '..')

/** The generated files of the message catalogue: path → content. Used to write them and to prove them fresh. */
export function generateCatalogue(from: string): { files: Map<string, string>; faults: string[] } {
  const { messages, faults } = readCatalogue(from)
  const tables = flatten(messages, makeDeriver())
  const files = new Map<string, string>()
  const isFirst = readFirstWords(from)
  for (const [language, table] of Object.entries(tables)) {
    const first = Object.entries(table).filter(([key]) => isFirst(key.replace(/_(one|other)$/, '')))
    files.set(`src/app/locales.gen/${language}.json`, textOf(table))
    files.set(`src/app/locales.gen/first/${language}.json`, textOf(Object.fromEntries(first)))
  }
  files.set('src/kernel/language/keys.gen.ts', keyUnion(messages))
  return { files, faults }
}

const textOf = (table: Flat) => `${JSON.stringify(table, null, 1)}\n`

if (import.meta.main) {
  const { files, faults } = generateCatalogue(root)
  for (const [path, content] of files) {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    if (readOr(file) !== content) writeFileSync(file, content)
  }
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
}

function readOr(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
