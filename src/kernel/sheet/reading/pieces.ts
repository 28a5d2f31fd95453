import type { Bytes } from './table.ts'

const piece = 256 * 1024

/** A file in memory as its reader takes it: a piece at a time, so that it is never decoded as a whole. */
export const piecesOf = (file: Uint8Array): Bytes =>
  async function* () {
    for (let at = 0; at < file.length; at += piece) yield file.subarray(at, at + piece)
  }
