import { sql } from 'kysely'
import type { Ctx, Kernel } from '../../http/context.ts'
import { asSystem } from '../../http/open-context.ts'
import { companyDay } from '../../regulation/company.ts'
import { computed, countAll, keepCounted, recordCounted, recordsChanged } from '../counting.ts'
import { measuresReading } from '../measures.ts'
import { before, daysOf, lastClosed, periodOf } from '../period.ts'
import type { Indicator } from '../row.ts'
import { noteChanged } from './note.ts'

/**
 * Counts anew what changed since it was counted, a measure and a month in a transaction of its own: work is for what was
 * noted alone. Older than `back` periods a value stays as it was counted, whatever records change; what was counted
 * against a corrected value follows it always. Gives how many values were replaced.
 */
export async function recountChanged(kernel: Kernel, back: number): Promise<number> {
  let replaced = 0
  for (let round = 0; round < rounds; round += 1) {
    const noted = await asSystem(kernel, readNoted, { readOnly: true })
    if (noted.length === 0) break
    for (const one of noted) replaced += await asSystem(kernel, (ctx) => recountNoted(ctx, one, back))
  }
  return replaced
}

/** What is noted while it counts is counted after it; what goes on changing waits for the next night. */
const rounds = 3

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
    .select(['org_id', 'id', 'reason'])
    .where('measure', '=', measure)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('id')
    .execute()
  const orgs = [...new Set(notes.map(({ org_id }) => org_id))]
  const reasons = new Map(notes.flatMap(({ org_id, reason }) => (reason === null ? [] : [[org_id, reason]])))
  const today = await companyDay(ctx)
  let replaced = 0
  for (const indicator of indicators) {
    const period = periodOf(indicator.frequency, from)
    const oldest = before(indicator.frequency, lastClosed(indicator.frequency, today), back - 1)
    if (daysOf(period).to >= today) continue
    for (const [org_id, reason] of reasons)
      replaced += await recount(ctx, indicator, { period, orgs: [org_id], reason })
    if (period >= oldest) replaced += await recount(ctx, indicator, { period, orgs, reason: recordsChanged })
  }
  await sql`
    delete from kernel.indicator_recount
    where org_id = any(${orgs}::uuid[]) and id = any(${notes.map(({ id }) => id)}::uuid[])`.execute(ctx.tx)
  if (replaced === 0) ctx.unchanged()
  return replaced
}

type Corrected = { key: string; org_id: string; period: string; reason: string }

/**
 * What was counted against a reported value is counted anew once that was corrected; the old value stays. Whoever corrects
 * waits for nobody: while a round counts the same it is noted, and the round does it when it is done.
 */
export async function countAnew(ctx: Ctx, { key, org_id, period, reason }: Corrected): Promise<void> {
  const measures = measuresReading(key).map((measure) => measure.key)
  if (measures.length === 0) return
  const free = await readersFree(ctx, measures)
  const { from } = daysOf(period)
  const busy = measures.filter((one) => !free.some(({ measure }) => measure === one))
  await noteChanged(
    ctx,
    busy.map((measure) => ({ measure, org_id, at: from, reason })),
  )
  for (const indicator of free) {
    const own = periodOf(indicator.frequency, from)
    await lockFirst(ctx, { org_id, indicator_id: indicator.id, period: own })
    await recount(ctx, indicator, { period: own, orgs: [org_id], reason })
  }
}

const readers = (ctx: Ctx, measures: string[]) =>
  computed(ctx).selectAll().where('measure', 'in', measures).orderBy('id')

/** Locked, so that of two rounds that count the same the second sees what the first kept. */
const lockReaders = async (ctx: Ctx, measures: string[]) =>
  (await readers(ctx, measures).forUpdate().execute()) as Indicator[]

/** Those that no round is counting; none begins before this transaction ends. Corrections count beside each other. */
const readersFree = async (ctx: Ctx, measures: string[]) =>
  (await readers(ctx, measures).forShare().skipLocked().execute()) as Indicator[]

/** The first revision stays whatever comes after it: of two corrections that touch one value the second waits here. */
async function lockFirst(
  { tx }: Ctx,
  { org_id, indicator_id, period }: { org_id: string; indicator_id: string; period: string },
): Promise<void> {
  const first = await tx
    .selectFrom('kernel.indicator_value')
    .select('id')
    .where('org_id', '=', org_id)
    .where('indicator_id', '=', indicator_id)
    .where('period', '=', period)
    .where('revision', '=', 1)
    .executeTakeFirst()
  if (!first) return
  await tx
    .selectFrom('kernel.indicator_value')
    .select('id')
    .where('org_id', '=', org_id)
    .where('id', '=', first.id)
    .forUpdate()
    .execute()
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
