import { sql } from 'kysely'
import type { Tx } from './pool.ts'

/**
 * Does work that no two servers may do at once; gives undefined while another does it. The lock falls with its
 * connection, so that a server that died holds nobody up.
 */
export async function alone<T>(db: Tx, name: string, work: () => Promise<T>): Promise<T | undefined> {
  return db.connection().execute(async (holder) => {
    const { rows } = await sql<{ held: boolean }>`
      select pg_try_advisory_lock(hashtextextended(${name}, 0)) as held`.execute(holder)
    if (!rows[0]!.held) return undefined
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended(${name}, 0))`.execute(holder)
    }
  })
}
