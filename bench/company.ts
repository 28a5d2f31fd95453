import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { type CastUser, castId, seedCast } from '../db/seed/cast.ts'
import { seedParts, seedReference } from '../db/seed/reference.ts'
import { migrate } from '../src/kernel/db/migrate.ts'
import { makeDb, makePool } from '../src/kernel/db/pool.ts'
import { everything, inTransaction } from '../src/kernel/db/transaction.ts'

export const secret = 'the secret of a measurement, no other use'

/** An empty database becomes the company of the cast. */
export async function seedCompany(url: string): Promise<void> {
  await migrate(url)
  const pool = makePool({ url, max: 2 })
  await inTransaction(makeDb(pool), { reach: everything }, async (tx) => {
    await seedReference(tx)
    await seedCast(tx)
    await seedParts(tx, new Date())
  })
  await sql`analyze`.execute(makeDb(pool))
  await pool.end()
}

/** A database that has the cast is one that a server starts on, with one of the cast signed in. */
export async function openFor(url: string, user: CastUser): Promise<void> {
  const pool = makePool({ url, max: 1 })
  await inTransaction(makeDb(pool), { reach: everything }, async (tx) => {
    // Or the start would take it for a demo network that was cut off while it was made.
    await tx.insertInto('kernel.setting').values({ key: 'demo_complete', value: 'true' }).execute()
    await tx
      .insertInto('kernel.account_session')
      .values({
        ...{ id: castId('measurement'), token: 'session-of-a-measurement' },
        ...{ user_id: castId(`${user} account`), expires_at: '2099-01-01T00:00:00Z' },
      })
      .execute()
  })
  await pool.end()
}

/** Of whoever is signed in, as `secret` signs it. */
export function cookie(): string {
  const token = 'session-of-a-measurement'
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return `bylaw.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}
