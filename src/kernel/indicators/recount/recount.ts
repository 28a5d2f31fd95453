import { sql } from 'kysely'
import type { Ctx, Kernel } from '../../http/context.ts'
import { asSystem } from '../../http/open-context.ts'
import { companyDay } from '../../regulation/company.ts'
import { computed, countAll, keepCounted, recordCounted, recordsChanged } from '../counting.ts'
import { measuresReading } from '../measures.ts'
import { before, daysOf, lastClosed, periodOf } from '../period.ts'
import type { Indicator } from '../row.ts'

/**
 * Counts anew what changed since it was counted, a measure and a month in a transaction of its own: work is for what was
 * noted alone. Older than `back` periods a value stays as it was counted, whatever changes. Gives how many values
 * were replaced.
 */
export async function recountChanged(kernel: Kernel, back: number): Promise<number> {
  const noted = await asSystem(kernel, readNoted, { readOnly: true })
  let replaced = 0
  for (const one of noted) replaced += await asSystem(kernel, (ctx) => recountNoted(ctx, one, back))
  return replaced
}

type Noted = { measure: string; month: string }

async function readNoted({ tx }: Ctx): Promise<Noted[]> {
  const { rows } = await sql<Noted>`
    select distinct measure, to_char(day, 'YYYY-MM') "month" from kernel.indicator_recount order by 1, 2`.execute(
    tx,
  )
  return rows
}

async function recountNoted(ctx: Ctx, { measure, month }: Noted, back: number): Promise<number> {
  const indicators = await lockReaders(ctx, [measure])
  const { from, to } = daysOf(month)
  // Read under the lock and before counting: whatever is counted now has all that these tell of.
  const notes = await ctx.tx
    .selectFrom('kernel.indicator_recount')
    .select(['org_id', 'id'])
    .where('measure', '=', measure)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute()
  const orgs = [...new Set(notes.map(({ org_id }) => org_id))]
  const today = await companyDay(ctx)
  let replaced = 0
  for (const indicator of indicators) {
    const period = periodOf(indicator.frequency, from)
    const oldest = before(indicator.frequency, lastClosed(indicator.frequency, today), back - 1)
    if (daysOf(period).to < today && period >= oldest)
      replaced += await recount(ctx, indicator, { period, orgs, reason: recordsChanged })
  }
  await sql`
    delete from kernel.indicator_recount
    where org_id = any(${orgs}::uuid[]) and id = any(${notes.map(({ id }) => id)}::uuid[])`.execute(ctx.tx)
  if (replaced === 0) ctx.unchanged()
  return replaced
}

type Corrected = { key: string; org_id: string; period: string; reason: string }

/** What was counted against a reported value is counted anew once that was corrected; the old value stays. */
export async function countAnew(ctx: Ctx, { key, org_id, period, reason }: Corrected): Promise<void> {
  const measures = measuresReading(key).map((measure) => measure.key)
  if (measures.length === 0) return
  for (const indicator of await lockReaders(ctx, measures)) {
    const own = periodOf(indicator.frequency, daysOf(period).from)
    await recount(ctx, indicator, { period: own, orgs: [org_id], reason })
  }
}

/** Locked, so that of two that count the same the second sees what the first kept. */
async function lockReaders(ctx: Ctx, measures: string[]): Promise<Indicator[]> {
  const rows = await computed(ctx)
    .selectAll()
    .where('measure', 'in', measures)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as Indicator[]
}

type Old = {
  org_id: string
  revision: number
  value: number
  numerator: number
  denominator: number
  current: boolean
}
type Recounting = { period: string; orgs: string[]; reason: string }

/**
 * Counts a period anew for those that have a value of it, and keeps what came out otherwise as another revision, judged
 * like a correction. Where nothing is left to count the value is replaced by none. What was never counted is counted
 * when its time comes.
 */
async function recount(
  ctx: Ctx,
  indicator: Indicator,
  { period, orgs, reason }: Recounting,
): Promise<number> {
  const last = await readLast(ctx, indicator, { period, orgs })
  if (last.length === 0) return 0
  const counted = await countAll(ctx, indicator, { period, orgs: last.map(({ org_id }) => org_id) })
  const now = new Map(counted.map((one) => [one.org_id, one]))
  const changed = last.filter(({ org_id, current, numerator, denominator }) => {
    const one = now.get(org_id)
    if (!current || !one) return current !== (one !== undefined)
    return one.numerator !== numerator || one.denominator !== denominator
  })
  const replaced = changed.filter(({ current }) => current)
  await ctx.tx
    .updateTable('kernel.indicator_value')
    .set({ superseded_at: ctx.now })
    .where('org_id', '=', sql<string>`any(${replaced.map(({ org_id }) => org_id)}::uuid[])`)
    .where('indicator_id', '=', indicator.id)
    .where('period', '=', period)
    .where('superseded_at', 'is', null)
    .execute()
  const keeping = changed.flatMap(({ org_id, revision, current, value }) => {
    const one = now.get(org_id)
    return one ? { ...one, period, reason, revision: revision + 1, ...(current ? { was: value } : {}) } : []
  })
  await keepCounted(ctx, indicator, keeping)
  for (const { org_id, value } of replaced)
    if (!now.has(org_id)) recordCounted(ctx, indicator, { org_id, period, reason, value: [value, null] })
  return changed.length
}

/** The latest revision of each. */
async function readLast(
  { tx }: Ctx,
  { id }: Indicator,
  { period, orgs }: Pick<Recounting, 'period' | 'orgs'>,
): Promise<Old[]> {
  const { rows } = await sql<Old>`
    select distinct on (org_id) org_id, revision, value::float8 "value", numerator::float8, denominator::float8,
      superseded_at is null "current"
    from kernel.indicator_value
    where org_id = any(${orgs}::uuid[]) and indicator_id = ${id} and period = ${period}
    order by org_id, revision desc`.execute(tx)
  return rows
}
