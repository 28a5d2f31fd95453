import { newId } from '../db/new-id.ts'
import type { Tx } from '../db/pool.ts'
import type { Direction, Frequency, indicatorUnits } from './contract.ts'

export type BuiltIn = {
  /** Of its measure as well, where it is counted. */
  key: string
  /** Counted by the system unless told. */
  source?: 'computed' | 'imported'
  /** Percent unless told. */
  unit?: (typeof indicatorUnits)[number]
  title: string
  title_tw: string
  title_en: string
  description: string
  description_tw: string
  description_en: string
  clause: string
  direction: Direction
  frequency: Frequency
  amber: number
  red: number
}

const begins = '2024-01-01'

/** Brings in an indicator the system counts, or one a part counts against, with its first warning values. One that is there stays as its owners set it. */
export async function seedIndicator(
  tx: Tx,
  { key, amber, red, source = 'computed', unit = 'percent', ...indicator }: BuiltIn,
  now: Date,
): Promise<void> {
  const made = await tx
    .insertInto('kernel.indicator')
    .values({
      ...{ ...indicator, id: newId(), key, starts_on: begins },
      ...{ unit, source, measure: source === 'computed' ? key : null, grace_days: 10 },
    })
    .onConflict((clash) => clash.column('key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return
  await tx
    .insertInto('kernel.indicator_threshold')
    .values({ indicator_id: made.id, version: 1, amber, red, set_by: null, set_at: now })
    .execute()
}
