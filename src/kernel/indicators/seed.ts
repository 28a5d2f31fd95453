import { randomUUIDv7 } from 'node:crypto'
import type { Tx } from '../db/pool.ts'
import type { Direction, Frequency } from './contract.ts'

export type BuiltIn = {
  /** Of its measure as well. */
  key: string
  title: string
  title_en: string
  description: string
  clause: string
  direction: Direction
  frequency: Frequency
  amber: number
  red: number
}

const begins = '2024-01-01'

/** Brings in an indicator the system counts, in percent, with its first warning values. One that is there stays as its owners set it. */
export async function seedIndicator(
  tx: Tx,
  { key, amber, red, ...indicator }: BuiltIn,
  now: Date,
): Promise<void> {
  const made = await tx
    .insertInto('kernel.indicator')
    .values({
      ...{ ...indicator, id: randomUUIDv7(), key, measure: key, starts_on: begins },
      ...{ unit: 'percent', source: 'computed', grace_days: 10 },
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
