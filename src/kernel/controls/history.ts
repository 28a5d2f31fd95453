import { sql } from 'kysely'
import type { ControlKey } from '../../../regulation/keys.gen.ts'
import { dayIn } from '../calendar/working-days.ts'
import { notFound } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { getOrganisation, inReach } from '../org/organisation.ts'
import { readCompany } from '../regulation/company.ts'
import { findEdition, readSnapshot } from '../regulation/editions.ts'
import type { MeasuredMonth } from './contract.ts'
import { lastMonths } from './months.ts'
import { readPeriod } from './period.ts'
import { linksOf } from './records.ts'
import { findControl } from './register-control.ts'
import { nowhere, statusOf, sum } from './standing.ts'

type Query = { clause: string; organisation_id?: string | undefined }
type Row = { period: string; control_key: string; met: number; total: number }

/**
 * What a clause came to, month by month, as it was measured, each by the edition then in force. Throws `notFound` for one
 * that none of them has.
 */
export async function listResults(ctx: Ctx, { clause, organisation_id }: Query) {
  if (organisation_id) await getOrganisation(ctx, organisation_id)
  const { time_zone } = await readCompany(ctx.tx)
  const today = dayIn(time_zone, ctx.now)
  const months: { period: string; keys: ControlKey[] | undefined }[] = []
  for (const period of lastMonths(today))
    months.push({
      period,
      keys: await keysOf(ctx, { clause, on: readPeriod(period, { now: ctx.now, time_zone }).on }),
    })
  if (months.every(({ keys }) => keys === undefined)) throw notFound()
  const keys = [...new Set(months.flatMap((one) => one.keys ?? []))]
  const periods = months.map(({ period }) => period)
  const rows = await readResults(ctx, { keys, organisation_id, periods })
  const runs = await ctx.tx
    .selectFrom('kernel.control_run')
    .select(['period', 'control_key', 'edition', 'measured_at'])
    .where('period', 'in', periods)
    .where('control_key', 'in', keys)
    .execute()
  const items = months.map(({ period, keys: own = [] }): MeasuredMonth => {
    const run = runs.filter((one) => one.period === period && own.includes(one.control_key as ControlKey))
    const controls = own.map((key) => {
      const control = findControl(key)
      const counts = sum(rows.filter((row) => row.period === period && row.control_key === key))
      return {
        ...{ key, measured: run.some(({ control_key }) => control_key === key), ...counts },
        ...(control ? linksOf(ctx, control, { period, organisation_id, ...counts }) : nowhere),
      }
    })
    const counts = sum(controls)
    return {
      ...{ period, ...counts, controls },
      status: own.length === 0 ? 'not_measured' : statusOf(counts, controls),
      edition: run.reduce<number | null>((last, one) => Math.max(last ?? 0, one.edition), null),
      measured_at: run.reduce<string | null>((last, { measured_at }) => later(last, measured_at), null),
    }
  })
  return { items, can: mayMeasure(ctx) ? (['measure'] as const).slice() : [] }
}

/** The controls of a clause by the edition in force on a day; undefined where that has no such clause. */
async function keysOf(
  { tx }: Ctx,
  { clause, on }: { clause: string; on: string },
): Promise<ControlKey[] | undefined> {
  const edition = await findEdition(tx, on)
  const snapshot = edition && (await readSnapshot(tx, edition))
  return snapshot?.regulation.clauses.find(({ id }) => id === clause)?.controls.map(({ key }) => key)
}

const later = (last: string | null, at: string) => (last === null || at > last ? at : last)

/** Every organisation is measured at once: only whoever reaches all of them asks for it. */
export const mayMeasure = (ctx: Ctx): boolean => ctx.reachOf('controls.result.measure').all

async function readResults(
  ctx: Ctx,
  {
    keys,
    periods,
    organisation_id,
  }: { keys: string[]; periods: string[]; organisation_id?: string | undefined },
): Promise<Row[]> {
  if (keys.length === 0) return []
  const only = organisation_id ? sql`r.org_id = ${organisation_id}` : sql`true`
  const { rows } = await sql<Row>`
    select r.period, r.control_key, sum(r.met)::int met, sum(r.total)::int total
    from kernel.control_result r
    where r.control_key = any(${keys}::text[]) and r.period = any(${periods}::text[])
      and ${inReach(ctx.reach, 'r.org_id')} and ${only}
    group by r.period, r.control_key`.execute(ctx.tx)
  return rows
}
