/** A bare node:http + pg handler that sends exactly the statements the API sent for the same request, and no more. */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import pg from 'pg'
import type { Recorded } from './recorded.ts'

const { url, port, size, file } = JSON.parse(process.argv[2]!) as {
  url: string
  port: number
  size: number
  file: string
}
const revive = (_key: string, value: unknown) =>
  value && typeof value === 'object' && 'type' in value && value.type === 'Buffer' && 'data' in value
    ? Buffer.from(value.data as number[])
    : value
const recorded = JSON.parse(readFileSync(file, 'utf8'), revive) as Record<string, Recorded>
const pool = new pg.Pool({ connectionString: url, max: size, options: '-c timezone=UTC' })

createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    const own = request.headers['x-ids'] as string | undefined
    run(recorded[request.headers['x-what'] as string]!, own?.split(','))
      .then((body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body))
      .catch((error: unknown) => {
        // Whoever asks counts refusals and can't say why.
        console.error(`${request.headers['x-what']}: ${error}`)
        response.writeHead(500).end()
      })
  })
}).listen(port, '127.0.0.1', () => process.send?.('ready'))

/** What this run has of its own, in place of what was recorded. */
type Own = { ids: Map<string, string>; seq?: number; n?: number }

/** The same statements and the same bytes for an answer: no session, no check, no shape, no trail of its own. */
async function run(
  { statements, made, ids = [], answer, head, number }: Recorded,
  changed: string[] = [],
): Promise<string> {
  const own: Own = {
    ids: new Map([
      ...made.map((id): [string, string] => [id, randomUUID()]),
      ...ids.map((id, n): [string, string] => [id, changed[n]!]),
    ]),
  }
  const client = await pool.connect()
  try {
    for (const { sql, values } of statements) {
      const given = values.map((value) => live(value, own, { head, number, sql }))
      const result = await client.query(sql, given)
      if (Array.isArray(result)) continue
      if (/trail_head/.test(sql) && !/trail_entry/.test(sql))
        own.seq = Number((result.rows[0] as { seq: string }).seq) + 1
      if (/number_series/.test(sql)) own.n = Number((result.rows[0] as { last: number }).last)
    }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
  return answer
}

/** Ids made by the request are made anew; the chain and the numbers go on from where they stand. */
function live(
  value: unknown,
  { ids, seq, n }: Own,
  { head, number, sql }: Pick<Recorded, 'head' | 'number'> & { sql: string },
) {
  // Many ids at once, and ids in the midst of what is told as JSON.
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? (ids.get(one) ?? one) : one))
  if (typeof value === 'string' && ids.size > 0 && /^[[{]/.test(value))
    return value.replace(uuid, (id) => ids.get(id) ?? id)
  if (typeof value === 'string') {
    if (number && n !== undefined && value === number.text) return textOf(number.text, n)
    return ids.get(value) ?? value
  }
  if (number && n !== undefined && /issued_number/.test(sql) && value === number.n) return n
  if (head && seq !== undefined && typeof value === 'number' && value >= head.seq && value < head.seq + 20)
    return /trail/.test(sql) ? seq + value - head.seq : value
  if (seq !== undefined && Buffer.isBuffer(value)) return randomBytes(value.length)
  return value
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

const textOf = (text: string, n: number) =>
  text.replace(/\d+$/, (digits) => String(n).padStart(digits.length, '0'))
