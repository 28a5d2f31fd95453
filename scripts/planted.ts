import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A small tree of files in a temporary folder, in which the tests of the checkers plant their faults. */
export function plant(files: Record<string, string | object>): {
  root: string
  [Symbol.dispose]: () => void
} {
  const root = mkdtempSync(join(tmpdir(), 'bylaw-planted-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true }) }
}
