import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { AnySheet } from './sheet.ts'

/** Lines that travel as one piece. */
const piece = 500

/** Brings sheets into their tables through COPY, one after the other over one connection, and counts the rows. */
export class Loading {
  readonly #client: pg.Client
  readonly #began = performance.now()
  #running: Promise<void> = Promise.resolve()
  readonly counts = new Map<string, number>()

  constructor(client: pg.Client) {
    this.#client = client
  }

  /** Goes on while the next rows are made; what failed is thrown by the next call. */
  async put(sheets: readonly AnySheet[]): Promise<void> {
    await this.#running
    const taken = sheets
      .filter(({ size }) => size > 0)
      .map((sheet) => ({ table: sheet.table, columns: sheet.columns, lines: sheet.take() }))
    this.#running = this.#copy(taken)
    this.#running.catch(() => {})
  }

  async end(): Promise<void> {
    await this.#running
  }

  /** Rows so far, and of them in a second. */
  get pace(): { rows: number; seconds: number } {
    const rows = [...this.counts.values()].reduce((sum, count) => sum + count, 0)
    return { rows, seconds: (performance.now() - this.#began) / 1000 }
  }

  async #copy(taken: { table: string; columns: readonly string[]; lines: string[] }[]): Promise<void> {
    for (const { table, columns, lines } of taken) {
      const into = this.#client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`))
      await pipeline(Readable.from(pieces(lines)), into)
      this.counts.set(table, (this.counts.get(table) ?? 0) + lines.length)
    }
  }
}

function* pieces(lines: string[]): Generator<string> {
  for (let at = 0; at < lines.length; at += piece) yield `${lines.slice(at, at + piece).join('\n')}\n`
}
