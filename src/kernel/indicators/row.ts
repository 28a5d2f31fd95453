import type { Selectable } from 'kysely'
import type { DB } from '../../../db/types.ts'
import { getRow, lockRow } from '../db/row.ts'
import type { Ctx } from '../http/context.ts'
import type { Direction, Frequency, indicatorSources, indicatorUnits, Level } from './contract.ts'

export type Indicator = Omit<
  Selectable<DB['kernel.indicator']>,
  'direction' | 'frequency' | 'source' | 'unit'
> & {
  direction: Direction
  frequency: Frequency
  source: (typeof indicatorSources)[number]
  unit: (typeof indicatorUnits)[number]
}
export type Thresholds = { version: number; amber: number; red: number }

export async function getIndicator(ctx: Ctx, id: string): Promise<Indicator> {
  const row = await getRow(ctx, 'kernel.indicator', id)
  return row as Indicator
}

/** The same, locked; 409 when the caller saw another version. */
export async function lockIndicator(ctx: Ctx, { id, version }: { id: string; version: number }) {
  const row = await lockRow(ctx, 'kernel.indicator', { id, version })
  return row as Indicator
}

/** The warning values in force: the latest version. */
export async function readThresholds({ tx }: Ctx, indicator_id: string): Promise<Thresholds> {
  const { version, amber, red } = await tx
    .selectFrom('kernel.indicator_threshold')
    .select(['version', 'amber', 'red'])
    .where('indicator_id', '=', indicator_id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { version, amber: Number(amber), red: Number(red) }
}

export type Value = Selectable<DB['kernel.indicator_value']> & { level: Level }
