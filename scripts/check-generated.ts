import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateCatalogue } from './catalogue.ts'

/** Generators that write into the folder given as their argument, and where the same files are kept. */
const generators = [
  { script: 'scripts/generate-db.ts', home: 'db' },
  { script: 'scripts/generate-openapi.ts', home: '.' },
]

/** Names every generated file that is not what its sources give today. */
export function checkGenerated(root: string): string[] {
  const stale = [...generateCatalogue(root).files].filter(
    ([path, content]) => readOr(join(root, path)) !== content,
  )
  const paths = stale.map(([path]) => path)
  for (const { script, home } of generators) {
    if (existsSync(join(root, script))) paths.push(...checkGenerator(root, script, home))
  }
  return paths.map(
    (path) => `${path} is not what its sources give. Run \`npm run generate\` and commit the result.`,
  )
}

function checkGenerator(root: string, script: string, home: string): string[] {
  const scratch = mkdtempSync(join(tmpdir(), 'bylaw-generated-'))
  try {
    execFileSync(process.execPath, [join(root, script), scratch], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const names = readdirSync(scratch)
    if (names.length === 0) throw new Error(`${script} wrote nothing into the folder it was given`)
    const fresh = (name: string) => readFileSync(join(scratch, name), 'utf8')
    return names
      .filter((name) => readOr(join(root, home, name)) !== fresh(name))
      .map((name) => join(home, name))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function readOr(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

if (import.meta.main) {
  const faults = checkGenerated(join(import.meta.dirname, '..'))
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
}
