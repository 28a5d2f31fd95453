import { regulation } from '../../../regulation/load.ts'
import { dayIn } from '../calendar/working-days.ts'
import type { Tx } from '../db/pool.ts'
import { readCompany } from './company.ts'
import { lockRegulation, publishFrom } from './editions.ts'

/** Defaults hold from before any record. */
const beginning = '1900-01-01'

/**
 * Brings the regulation of this program in: defaults of numbers nobody has set, and an edition when the text says
 * something new. Run at every start; a second time changes nothing. The first edition holds from the day given, else
 * from the day the company started, else from today.
 */
export async function seedRegulation(tx: Tx, now: Date, { from }: { from?: string } = {}): Promise<void> {
  await lockRegulation(tx)
  await tx
    .insertInto('kernel.regulation_parameter')
    .values(
      regulation().parameters.map((parameter) => ({
        key: parameter.key,
        version: 1,
        value: JSON.stringify(parameter.default),
        effective_on: beginning,
        set_at: now,
      })),
    )
    .onConflict((clash) => clash.doNothing())
    .execute()
  const first = await tx.selectFrom('kernel.regulation_version').select('number').limit(1).executeTakeFirst()
  const { started_on, time_zone } = await readCompany(tx)
  const today = dayIn(time_zone, now)
  await publishFrom({ tx, now, published_by: null }, first ? today : (from ?? started_on ?? today))
}
