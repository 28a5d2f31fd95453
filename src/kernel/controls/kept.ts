import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { inReach } from '../org/organisation.ts'
import { lastMonths } from './months.ts'
import { type Asked, findControl } from './register-control.ts'

export type Kept = {
  /** What each control came to; nothing where nothing was to be counted. */
  counts: Map<string, { met: number; total: number }>
  /** When the last month of the period was measured. */
  measured_at: string
}

/** Whoever reaches more organisations than this reads what was measured, and when; for fewer it is counted now. */
export const many = 1_000

/**
 * What controls came to in a period as it was measured each night, over everything within reach. Null where reach is small
 * enough to count now, or a month of the period was never measured.
 */
export async function findKept(ctx: Ctx, { from, on }: Asked, keys: string[]): Promise<Kept | null> {
  const measured = keys.filter((key) => findControl(key as never))
  if (from > on || measured.length === 0 || !(await isWide(ctx))) return null
  const count = Temporal.PlainYearMonth.from(from.slice(0, 7)).until(on.slice(0, 7), {
    largestUnit: 'months',
  })
  const months = lastMonths(on, count.months + 1)
  const runs = await ctx.tx
    .selectFrom('kernel.control_run')
    .select(['period', 'control_key', 'met', 'total', 'measured_at'])
    .where('period', 'in', months)
    .where('control_key', 'in', measured)
    .execute()
  if (runs.length < months.length * measured.length) return null
  const rows = ctx.reach.all ? runs : await readWithin(ctx, { months, measured })
  const counts = new Map<string, { met: number; total: number }>()
  for (const { control_key, period, met, total } of rows) {
    // Of what is so or isn't so on a day, the last month says how it is.
    if (findControl(control_key as never)?.on_a_day && period !== months[0]) continue
    const sum = counts.get(control_key) ?? { met: 0, total: 0 }
    counts.set(control_key, { met: sum.met + met, total: sum.total + total })
  }
  const last = runs.filter(({ period }) => period === months[0]).map(({ measured_at }) => measured_at)
  return { counts, measured_at: last.reduce((first, at) => (at < first ? at : first)) }
}

async function isWide({ tx, reach }: Ctx): Promise<boolean> {
  if (!reach.all) return reach.ids.length > many
  const { rows } = await sql<{ n: number }>`select count(*)::int n from kernel.organisation`.execute(tx)
  return rows[0]!.n > many
}

type Row = { control_key: string; period: string; met: number; total: number }

async function readWithin(
  { tx, reach }: Ctx,
  { months, measured }: { months: string[]; measured: string[] },
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.control_key, r.period, sum(r.met)::int met, sum(r.total)::int total
    from kernel.control_result r
    where r.period = any(${months}::text[]) and r.control_key = any(${measured}::text[]) and ${inReach(reach, 'r.org_id')}
    group by r.control_key, r.period`.execute(tx)
  return rows
}
