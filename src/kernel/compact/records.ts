import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { Floats } from './numbers.ts'

/** Written at once, and read at once. */
const [written, read] = [256 * 1024, 16 * 1024]

/** A file nobody else finds: it has no name any more, and is gone with whoever has it open, however that ends. */
export function openNameless(dir: string): number {
  mkdirSync(dir, { recursive: true })
  const file = path.join(dir, randomUUID())
  const opened = openSync(file, 'wx+', 0o600)
  rmSync(file)
  return opened
}

/**
 * Values on the disk as JSON, found by their number: of any number a few pieces and eight bytes for each are in memory. It
 * waits for the disk, so it is for threads of their own (`kernel/jobs/thread.ts`).
 */
export class Records<T> {
  length = 0
  readonly #file: number
  /** Where each ends. */
  readonly #ends = new Floats()
  /** What isn't on the disk yet, and how many bytes are. */
  #waiting: Buffer | undefined
  #size = 0
  #kept = 0
  #piece = Buffer.alloc(read)
  #piece_at = 0
  #piece_size = 0

  /** `file` is open for reading, and for writing where values are added. */
  constructor(file: number) {
    this.#file = file
  }

  /** Values that somebody else has written, each as JSON on a line of its own. */
  static reading<T>(file: string): Records<T> {
    const records = new Records<T>(openSync(file, 'r'))
    const piece = Buffer.alloc(written)
    for (;;) {
      const size = readSync(records.#file, piece, 0, piece.length, records.#kept)
      if (size === 0) return records
      for (let at = piece.indexOf(10); at >= 0 && at < size; at = piece.indexOf(10, at + 1))
        records.#end(records.#kept + at + 1)
      records.#kept += size
    }
  }

  push(value: T): void {
    const line = `${JSON.stringify(value)}\n`
    const size = Buffer.byteLength(line)
    if (this.#size + size > written) this.#write()
    this.#end(this.#kept + this.#size + size)
    this.#waiting ??= Buffer.alloc(written)
    if (size > written) this.#append(Buffer.from(line))
    else this.#size += this.#waiting.write(line, this.#size)
  }

  #end(at: number) {
    this.#ends.set(this.length, at)
    this.length += 1
  }

  #write() {
    if (this.#waiting) this.#append(this.#waiting.subarray(0, this.#size))
    this.#size = 0
  }

  #append(bytes: Buffer) {
    for (let at = 0; at < bytes.length; )
      at += writeSync(this.#file, bytes, at, bytes.length - at, this.#kept + at)
    this.#kept += bytes.length
  }

  at(number: number): T {
    const found = this.find(number)
    if (found === undefined) throw new RangeError(`there is no record ${number}`)
    return found
  }

  find(number: number): T | undefined {
    if (!Number.isInteger(number) || number < 0 || number >= this.length) return undefined
    const from = number === 0 ? 0 : this.#ends.at(number - 1)
    const to = this.#ends.at(number)
    if (to > this.#kept) this.#write()
    if (from < this.#piece_at || to > this.#piece_at + this.#piece_size) this.#read(from, to - from)
    return JSON.parse(this.#piece.toString('utf8', from - this.#piece_at, to - this.#piece_at)) as T
  }

  /** What follows is read with it: mostly it is asked for next. */
  #read(from: number, size: number) {
    if (size > this.#piece.length || this.#piece.length > Math.max(read, size * 4))
      this.#piece = Buffer.alloc(Math.max(read, size))
    this.#piece_at = from
    this.#piece_size = 0
    while (this.#piece_size < size) {
      const room = this.#piece.length - this.#piece_size
      const got = readSync(this.#file, this.#piece, this.#piece_size, room, from + this.#piece_size)
      if (got === 0) throw new Error('the records on the disk end too early')
      this.#piece_size += got
    }
  }

  *[Symbol.iterator](): Generator<T> {
    for (let at = 0; at < this.length; at += 1) yield this.at(at)
  }

  close(): void {
    closeSync(this.#file)
  }
}
