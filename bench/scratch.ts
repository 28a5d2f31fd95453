import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A folder for a measurement, and what is closed after it, the last opened first; gone afterwards however it ended. */
export async function withScratch<T>(
  work: (dir: string, later: (close: () => Promise<unknown> | unknown) => void) => Promise<T>,
): Promise<T> {
  const dir = mkdtempSync(path.join(tmpdir(), 'bylaw-bench-'))
  // The engine runs as another user where this is root.
  chmodSync(dir, 0o755)
  const closing: (() => Promise<unknown> | unknown)[] = []
  try {
    return await work(dir, (close) => void closing.unshift(close))
  } finally {
    for (const close of closing) await Promise.resolve(close()).catch(() => {})
    rmSync(dir, { recursive: true, force: true })
  }
}
