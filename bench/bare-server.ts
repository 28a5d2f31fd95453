/** A bare node:http + pg handler that sends exactly the statements the API sent for the same request, and no more. */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import pg from 'pg'
import type { Statement } from './record.ts'

const { url, port, size, file } = JSON.parse(process.argv[2]!) as {
  url: string
  port: number
  size: number
  file: string
}
type Recorded = { statements: Statement[]; made: string[]; answer: string; head?: { seq: number } }
const revive = (_key: string, value: unknown) =>
  value && typeof value === 'object' && 'type' in value && value.type === 'Buffer' && 'data' in value
    ? Buffer.from(value.data as number[])
    : value
const recorded = JSON.parse(readFileSync(file, 'utf8'), revive) as Record<string, Recorded>
const pool = new pg.Pool({ connectionString: url, max: size, options: '-c timezone=UTC' })

createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    run(recorded[request.headers['x-what'] as string]!)
      .then((body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body))
      .catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
}).listen(port, '127.0.0.1', () => process.send?.('ready'))

/** The last rows are the answer, as they are: no check, no shape, no trail of its own. */
async function run({ statements, made, answer, head }: Recorded): Promise<string> {
  const fresh = new Map(made.map((id) => [id, randomUUID()]))
  const client = await pool.connect()
  let rows: unknown[] = []
  let seq: number | undefined
  try {
    for (const { sql, values } of statements) {
      const result = await client.query(
        sql,
        values.map((value) => live(value, fresh, head?.seq, seq)),
      )
      if (Array.isArray(result)) continue
      if (/trail_head/.test(sql) && !/trail_entry/.test(sql))
        seq = Number((result.rows[0] as { seq: string }).seq) + 1
      if (result.rows.length > 0) rows = result.rows
    }
  } finally {
    client.release()
  }
  return rows.length > 0 ? JSON.stringify(rows) : answer
}

/** Ids made by the request are made anew, and the chain goes on from where it stands. */
function live(value: unknown, fresh: Map<string, string>, was: number | undefined, seq: number | undefined) {
  if (typeof value === 'string') return fresh.get(value) ?? value
  if (was !== undefined && seq !== undefined && value === was) return seq
  if (seq !== undefined && Buffer.isBuffer(value)) return randomBytes(value.length)
  return value
}
