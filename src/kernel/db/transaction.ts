import { sql } from 'kysely'
import type { Tx } from './pool.ts'

/** The organisations a transaction may see and write. `all` is headquarters' and the system's. */
export type Reach = { all: boolean; ids: string[] }

export const everything: Reach = { all: true, ids: [] }
export const nothing: Reach = { all: false, ids: [] }

type Options = { reach: Reach; account_id?: string | null; readOnly?: boolean }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Runs `work` in one transaction within `reach`. The reach travels as the literal statement SET LOCAL, not as
 * set_config(): only the statement reaches the workers of a Citus cluster.
 * Invariant: ids are checked to be UUIDs before they enter the statement.
 */
export async function inTransaction<T>(db: Tx, options: Options, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql.raw(opening(options)).execute(connection)
    let result: T
    try {
      result = await work(connection)
    } catch (error) {
      await sql
        .raw('rollback')
        .execute(connection)
        .catch(() => {})
      throw error
    }
    await sql.raw('commit').execute(connection)
    return result
  })
}

function opening({ reach, account_id, readOnly }: Options): string {
  const bad = [...reach.ids, ...(account_id ? [account_id] : [])].find((id) => !uuid.test(id))
  if (bad !== undefined) throw new Error('reach holds something that is no id')
  const parts = [
    readOnly ? 'begin read only' : 'begin',
    `set local bylaw.reach_all = '${reach.all ? 'on' : 'off'}'`,
  ]
  parts.push(`set local bylaw.reach = '{${reach.all ? '' : reach.ids.join(',')}}'`)
  if (account_id) parts.push(`set local bylaw.account = '${account_id}'`)
  return parts.join('; ')
}

/** Lets the rest of a transaction see everything: for the few acts by which somebody who has no role yet gets one. */
export async function widenReach(tx: Tx): Promise<void> {
  await sql.raw("set local bylaw.reach_all = 'on'").execute(tx)
}

/** True for a broken unique constraint (of that name). */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean => {
  const { code, constraint: broken } = error as { code?: string; constraint?: string }
  return code === '23505' && (constraint === undefined || broken === constraint)
}
