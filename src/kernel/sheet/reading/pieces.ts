import { openSync, readSync } from 'node:fs'
import type { Bytes } from './table.ts'

/**
 * A file on the disk as its reader takes it: a piece at a time, each in the place of the one before. It waits for the disk
 * and has the file open as long as the thread runs, so it is for threads of their own (`kernel/jobs/thread.ts`).
 */
export function piecesOf(path: string): Bytes {
  const file = openSync(path, 'r')
  return async function* () {
    const piece = Buffer.alloc(256 * 1024)
    for (let at = 0; ; ) {
      const size = readSync(file, piece, 0, piece.length, at)
      if (size === 0) return
      yield piece.subarray(0, size)
      at += size
    }
  }
}
