import { sql } from 'kysely'
import type { ParameterKey, ParameterValues } from '../../../regulation/keys.gen.ts'
import { regulation } from '../../../regulation/load.ts'
import { defaultValues } from '../../../regulation/say.ts'
import type { Tx } from '../db/pool.ts'
import { companyDay } from './company.ts'

type Asking = { tx: Tx; now: Date }

/** The value of one number of the regulation as it holds on a day, today unless told. */
export async function parameter<K extends ParameterKey>(
  ctx: Asking,
  key: K,
  onDay?: string,
): Promise<ParameterValues[K]> {
  return (await valuesOn(ctx, onDay))[key]
}

/** All numbers of the regulation as they hold on a day, today unless told. */
export async function valuesOn(ctx: Asking, onDay?: string): Promise<ParameterValues> {
  const day = onDay ?? (await companyDay(ctx))
  const { rows } = await sql<{ key: ParameterKey; value: unknown }>`
    select distinct on (key) key, value from kernel.regulation_parameter
    where effective_on <= ${day}::date order by key, effective_on desc, version desc`.execute(ctx.tx)
  const known = new Set<string>(regulation().parameters.map((one) => one.key))
  const set = rows.filter((row) => known.has(row.key)).map((row) => [row.key, row.value])
  return {
    ...defaultValues(regulation().parameters),
    ...(Object.fromEntries(set) as Partial<ParameterValues>),
  }
}
