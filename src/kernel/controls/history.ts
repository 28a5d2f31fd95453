import { sql } from 'kysely'
import { dayIn } from '../calendar/working-days.ts'
import { notFound } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { getOrganisation, inReach } from '../org/organisation.ts'
import { readCompany } from '../regulation/company.ts'
import { findEdition, readSnapshot } from '../regulation/editions.ts'
import type { MeasuredMonth } from './contract.ts'
import { lastMonths } from './months.ts'
import { statusOf, sum } from './standing.ts'

type Query = { clause: string; organisation_id?: string | undefined }
type Row = { period: string; control_key: string; met: number; total: number }

/** What a clause came to, month by month, as it was measured; throws `notFound` for one that isn't in the regulation. */
export async function listResults(ctx: Ctx, { clause, organisation_id }: Query) {
  if (organisation_id) await getOrganisation(ctx, organisation_id)
  const { time_zone } = await readCompany(ctx.tx)
  const today = dayIn(time_zone, ctx.now)
  const edition = await findEdition(ctx.tx, today)
  const found =
    edition && (await readSnapshot(ctx.tx, edition)).regulation.clauses.find(({ id }) => id === clause)
  if (!found) throw notFound()
  const keys = found.controls.map(({ key }) => key as string)
  const months = lastMonths(today)
  const rows = await readResults(ctx, { keys, months, organisation_id })
  const runs = await ctx.tx
    .selectFrom('kernel.control_run')
    .selectAll()
    .where('period', 'in', months)
    .where('control_key', 'in', keys)
    .execute()
  const items = months.map((period): MeasuredMonth => {
    const run = runs.filter((one) => one.period === period)
    const controls = keys.map((key) => ({
      ...{ key, measured: run.some(({ control_key }) => control_key === key) },
      ...sum(rows.filter((row) => row.period === period && row.control_key === key)),
    }))
    const counts = sum(controls)
    return {
      ...{ period, status: statusOf(counts, controls), ...counts, controls },
      edition: run.reduce<number | null>((last, one) => Math.max(last ?? 0, one.edition), null),
      measured_at: run.reduce<string | null>((last, { measured_at }) => later(last, measured_at), null),
    }
  })
  return { items, can: mayMeasure(ctx) ? (['measure'] as const).slice() : [] }
}

const later = (last: string | null, at: string) => (last === null || at > last ? at : last)

/** Every organisation is measured at once: only whoever reaches all of them asks for it. */
export const mayMeasure = (ctx: Ctx): boolean => ctx.reachOf('controls.result.measure').all

async function readResults(
  ctx: Ctx,
  {
    keys,
    months,
    organisation_id,
  }: { keys: string[]; months: string[]; organisation_id?: string | undefined },
): Promise<Row[]> {
  if (keys.length === 0) return []
  const only = organisation_id ? sql`r.org_id = ${organisation_id}` : sql`true`
  const { rows } = await sql<Row>`
    select r.period, r.control_key, sum(r.met)::int met, sum(r.total)::int total
    from kernel.control_result r
    where r.control_key = any(${keys}::text[]) and r.period = any(${months}::text[])
      and ${inReach(ctx.reach, 'r.org_id')} and ${only}
    group by r.period, r.control_key`.execute(ctx.tx)
  return rows
}
