import type { Insertable } from 'kysely'
import type { DB } from '../../../db/types.ts'

type Cell = string | number | boolean | Date | Buffer | string[] | number[] | null | undefined

/** Rows of one table on their way into it, as COPY reads them (text format). */
export class Sheet<T extends keyof DB, C extends keyof Insertable<DB[T]> & string> {
  readonly table: T
  readonly columns: readonly C[]
  #lines: string[] = []

  /** A column left out of a row is null there; one left out here has its default. */
  constructor(table: T, columns: readonly C[]) {
    this.table = table
    this.columns = columns
  }

  add(row: Pick<Insertable<DB[T]>, C>): void {
    let line = ''
    for (const column of this.columns) {
      if (line !== '') line += '\t'
      line += written((row as Record<string, unknown>)[column] as Cell)
    }
    this.#lines.push(line)
  }

  get size(): number {
    return this.#lines.length
  }

  /** What was added since, and begins anew. */
  take(): string[] {
    const lines = this.#lines
    this.#lines = []
    return lines
  }
}

export type AnySheet = { table: string; columns: readonly string[]; size: number; take: () => string[] }

/** A value as COPY reads it. See PostgreSQL, COPY, text format. */
export function written(cell: Cell): string {
  if (cell === null || cell === undefined) return '\\N'
  if (typeof cell === 'string') return escaped(cell)
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  if (cell instanceof Date) return cell.toISOString()
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString('hex')}`
  return escaped(`{${cell.map(element).join(',')}}`)
}

const element = (one: string | number) =>
  typeof one === 'number' || /^[\w-]+$/.test(one) ? String(one) : `"${one.replaceAll(/["\\]/g, '\\$&')}"`

const special = /[\\\n\r\t]/
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const escaped = (text: string) =>
  special.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (one) => escapes[one]!) : text
