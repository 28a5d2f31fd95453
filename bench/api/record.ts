import type pg from 'pg'

/** One statement as it was sent, in order. */
export type Statement = { sql: string; values: unknown[] }

/** Writes down every statement that connections opened from now on send. */
export function recordStatements(pool: pg.Pool): Statement[] {
  const statements: Statement[] = []
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    Object.assign(client, {
      query: (...given: unknown[]) => {
        const [first, second] = given
        const sql = typeof first === 'string' ? first : (first as { text: string }).text
        const values = (Array.isArray(second) ? second : (first as { values?: unknown[] }).values) ?? []
        statements.push({ sql, values: [...values] })
        return query(...given)
      },
    })
  })
  return statements
}
