import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { faultOf, kernelGraph, readImports } from './boundaries/imports.ts'
import { type Modules, readModules } from './boundaries/places.ts'
import { findRings, type Graph } from './boundaries/rings.ts'
import { migrationFaults, sourceFaults } from './boundaries/sql.ts'
import { listFiles, readSources } from './source.ts'

/** Everything that crosses a boundary of ARCHITECTURE.md, one sentence each. */
export function checkBoundaries(root: string): string[] {
  const { modules, faults } = readModules(root)
  const sources = readSources(root, ['src'])
  const imports = sources.flatMap(readImports)
  const migrations = listFiles(root, ['db/migrations'], 'sql')
  return [
    ...faults,
    ...imports.map((found) => faultOf(found, modules)).filter((fault) => fault !== undefined),
    ...findRings(chapterGraph(modules)).map((ring) => `the chapters form a ring: ${ring}`),
    ...findRings(kernelGraph(imports)).map((ring) => `src/kernel: the parts form a ring: ${ring}`),
    ...sources.flatMap((source) => sourceFaults(source, modules)),
    ...migrations.flatMap((path) => migrationFaults(path, readFileSync(join(root, path), 'utf8'), modules)),
  ]
}

function chapterGraph(modules: Modules): Graph {
  const uses = (names: string[]) => new Map(names.map((name) => [name, 'src/modules.json']))
  return new Map([...modules].map(([name, names]) => [name, uses(names)]))
}

if (import.meta.main) {
  const faults = checkBoundaries(join(import.meta.dirname, '..'))
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
}
