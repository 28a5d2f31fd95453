import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'

/**
 * Lets one role at a time be given to a person, and none while a role's permissions change.
 * Invariant: whoever asks the segregation rules before giving a role holds these locks, so that two grants that are
 * fine alone can't both pass.
 */
export async function lockForGrant({ tx }: Ctx, person_id: string): Promise<void> {
  await sql`select value from kernel.epoch where name = 'access' for share`.execute(tx)
  await sql`select id from kernel.person where id = ${person_id} for update`.execute(tx)
}
