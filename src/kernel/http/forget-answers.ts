import { sql } from 'kysely'
import type { Kernel } from './context.ts'

const day = 86_400_000

/**
 * Forgets the first answers of writes after a day, and what is left of sign-ins and sessions that ended a day ago: none
 * of it is read again, and answers hold what people wrote.
 */
export async function forgetAnswers({ db, clock }: Kernel): Promise<void> {
  const before = new Date(clock().getTime() - day).toISOString()
  await sql`select kernel.forget_answers(${before})`.execute(db)
  await db.deleteFrom('kernel.account_session').where('expires_at', '<', before).execute()
  await db.deleteFrom('kernel.account_verification').where('expires_at', '<', before).execute()
}
