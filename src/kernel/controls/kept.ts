import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { inReach } from '../org/organisation.ts'
import { findControl } from './register-control.ts'

type Count = { met: number; total: number }

export type Kept = {
  /** What each control of the last run came to; one that isn't in here was not in that run, and is counted now. */
  counts: Map<string, Count>
  /** The moment of the run. */
  measured_at: string
}

/** Whoever reaches more organisations than this reads what was measured, and when; for fewer it is counted now. */
export const many = 1_000

/**
 * What controls came to in a year as it was measured last, over everything within reach: the year counted as one period, as it
 * would be counted now. Null where reach is small enough to count now, or none of the controls was measured in that year.
 */
export async function findKept(
  ctx: Ctx,
  { year, keys }: { year: string; keys: string[] },
): Promise<Kept | null> {
  const registered = keys.filter((key) => findControl(key as never))
  if (registered.length === 0 || !(await isWide(ctx))) return null
  const runs = await ctx.tx
    .selectFrom('kernel.control_run')
    .select(['control_key', 'measured_at'])
    .where('period', '=', year)
    .where('control_key', 'in', registered)
    .execute()
  if (runs.length === 0) return null
  const measured_at = runs.map((one) => one.measured_at).reduce((last, at) => (at > last ? at : last))
  // A control the edition of that night had no more keeps the moment of an earlier run.
  const measured = runs.filter((one) => one.measured_at === measured_at).map((one) => one.control_key)
  const rows = await (ctx.reach.all ? readTotals : readWithin)(ctx, { year, measured })
  const found = new Map(rows.map(({ control_key, met, total }) => [control_key, { met, total }]))
  const counts = new Map(measured.map((key) => [key, found.get(key) ?? { met: 0, total: 0 }]))
  return { counts, measured_at }
}

async function isWide({ tx, reach }: Ctx): Promise<boolean> {
  if (!reach.all) return reach.ids.length > many
  const { rows } = await sql<{ n: number }>`select count(*)::int n from kernel.organisation`.execute(tx)
  return rows[0]!.n > many
}

type Row = { control_key: string } & Count
type Wanted = { year: string; measured: string[] }

const readTotals = ({ tx }: Ctx, { year, measured }: Wanted): Promise<Row[]> =>
  tx
    .selectFrom('kernel.control_total')
    .select(['control_key', 'met', 'total'])
    .where('period', '=', year)
    .where('control_key', 'in', measured)
    .execute()

async function readWithin({ tx, reach }: Ctx, { year, measured }: Wanted): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.control_key, sum(r.met)::int met, sum(r.total)::int total
    from kernel.control_result r
    where r.period = ${year} and r.control_key = any(${measured}::text[]) and ${inReach(reach, 'r.org_id')}
    group by r.control_key`.execute(tx)
  return rows
}
