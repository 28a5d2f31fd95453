import { execFileSync } from 'node:child_process'
import { lstatSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const needed = 4e9
const hour = 3_600_000

/**
 * A new folder in memory for what a run writes, where the machine has one with room whose programs may run; undefined
 * elsewhere. Each test file's database is some 1,500 files: copied on a disk that takes 0.8 s, there 0.03 s.
 */
export function makeMemoryFolder({
  memory = '/dev/shm',
  available = process.availableMemory(),
} = {}): string | undefined {
  let folder: string | undefined
  try {
    dropLeftOver(memory)
    const { bavail, bsize } = statfsSync(memory)
    // A file system in memory says what it may take, were the memory gone.
    if (Math.min(bavail * bsize, available) < needed) return undefined
    folder = mkdtempSync(path.join(memory, `bylaw-tests-${process.pid}-`))
    const program = path.join(folder, 'runs')
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 })
    execFileSync(program)
    return folder
  } catch {
    if (folder) rmSync(folder, { recursive: true, force: true })
    return undefined
  }
}

/** Of a run that was killed nothing else gives the memory back. Not at once: it may be one of a container that shares it. */
function dropLeftOver(memory: string): void {
  for (const name of readdirSync(memory)) {
    const pid = Number(/^bylaw-tests-(\d+)-/.exec(name)?.[1])
    if (!pid || isRunning(pid)) continue
    const folder = path.join(memory, name)
    const { uid, mtimeMs } = lstatSync(folder)
    if (uid === process.getuid?.() && mtimeMs < Date.now() - hour)
      rmSync(folder, { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}
