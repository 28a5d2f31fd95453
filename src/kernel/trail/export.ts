import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Fault } from '../db/fault.ts'
import type { TrailRecord } from './records.ts'

/** One line of an exported trail (NDJSON). */
export const writeRecord = (record: TrailRecord): string => JSON.stringify(record)

/** Reads the lines of an exported trail. Throws `Fault` naming a line that is none. */
export async function* parseRecords(
  lines: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<TrailRecord> {
  let number = 0
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    const record = parse(line)
    if (!record || (number === 1 && !('trail' in record)))
      throw new Fault(`Line ${number} is not part of an exported trail.`)
    yield record
  }
}

export const readRecordsFrom = (file: string): AsyncGenerator<TrailRecord> =>
  parseRecords(
    createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY }),
  )

const kinds = ['trail', 'checkpoint', 'head', 'entry', 'end']

function parse(line: string): TrailRecord | undefined {
  try {
    const value: unknown = JSON.parse(line)
    const known = typeof value === 'object' && value !== null && kinds.some((kind) => kind in value)
    return known ? (value as TrailRecord) : undefined
  } catch {
    return undefined
  }
}
