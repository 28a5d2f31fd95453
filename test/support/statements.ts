import { appendFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'

const folder = process.env.BYLAW_STATEMENTS
const seen = new Set<string>()

/** Writes each distinct statement the app sends over this pool down in the folder BYLAW_STATEMENTS names, one JSON string a line. */
export function recordStatements(pool: pg.Pool): void {
  if (!folder) return
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text?: string })?.text
      if (text && !seen.has(text)) {
        seen.add(text)
        appendFileSync(path.join(folder, `${process.pid}.jsonl`), `${JSON.stringify(text)}\n`)
      }
      return send(...args)
    }) as typeof client.query
  })
}
