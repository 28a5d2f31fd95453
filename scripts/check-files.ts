import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseSync } from 'vite'
import { isTest, listFiles, placeOf, readSources, type Source, visit } from './source.ts'

const folders = ['src', 'test', 'scripts', 'db', 'bench', 'regulation']
const generated = /\.gen\.ts$|^db\/(types\.ts|schema\.sql)$/
const jobless = /(^|-)(utils?|helpers?|common|managers?|services?)$/

/** What STYLE.md refuses in any file: length, name, default exports, switched-off tests and checks. */
export function checkFiles(root: string): string[] {
  const paths = listFiles(root, folders, '{ts,tsx,mjs,css,sql}').filter((path) => !generated.test(path))
  const sources = readSources(root, folders).filter((source) => !generated.test(source.path))
  return [
    ...paths.flatMap((path) => [...lengthFaults(root, path), ...nameFaults(path)]),
    ...sources.flatMap((source) => [
      ...exportFaults(source),
      ...testFaults(source),
      ...commentFaults(source),
    ]),
  ]
}

function lengthFaults(root: string, path: string): string[] {
  const limit = isTest(path) ? 600 : 400
  const lines = readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length
  return lines > limit ? [`${path}: ${lines} lines, more than ${limit}; look for the seam`] : []
}

function nameFaults(path: string): string[] {
  const stem = basename(path).split('.')[0] ?? ''
  const faults: string[] = []
  if (path.startsWith('db/migrations/')) {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(basename(path)))
      faults.push(`${path}: a migration is named NNNN_what_it_does.sql`)
    return faults
  }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem)) faults.push(`${path}: the name is not in kebab-case`)
  const job = [stem, ...dirname(path).split('/')].find((name) => jobless.test(name))
  if (job) faults.push(`${path}: "${job}" says no job; name it after what it does`)
  return faults
}

function exportFaults(source: Source): string[] {
  if (/\.config\.ts$/.test(source.path)) return []
  const faults: string[] = []
  const fault = (node: { start: number }) =>
    faults.push(`${placeOf(source, node)}: no default exports; name it`)
  visit(source, {
    ExportDefaultDeclaration: fault,
    ExportSpecifier: (node) => {
      if (node.exported.type === 'Identifier' && node.exported.name === 'default') fault(node)
    },
  })
  return faults
}

function testFaults(source: Source): string[] {
  if (!isTest(source.path)) return []
  const faults: string[] = []
  visit(source, {
    MemberExpression: (node) => {
      const { property } = node
      if (property.type !== 'Identifier' || !/^(only|skip|todo)$/.test(property.name)) return
      if (/^(test|it|describe|suite|bench)\b/.test(source.text.slice(node.start, node.end)))
        faults.push(
          `${placeOf(source, node)}: a test is written and runs, or is not there (.${property.name})`,
        )
    },
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && /^(xit|xtest|xdescribe|fit|fdescribe)$/.test(node.callee.name))
        faults.push(
          `${placeOf(source, node)}: a test is written and runs, or is not there (${node.callee.name})`,
        )
    },
  })
  return faults
}

function commentFaults(source: Source): string[] {
  const { comments } = parseSync(source.path, source.text)
  return comments
    .filter((comment) => /@ts-ignore|@ts-nocheck|biome-ignore|\b(TODO|FIXME|XXX)\b/.test(comment.value))
    .map(
      (comment) => `${placeOf(source, comment)}: a check is kept and a job is done, not put off in a comment`,
    )
}

if (import.meta.main) {
  const faults = checkFiles(join(import.meta.dirname, '..'))
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
}
