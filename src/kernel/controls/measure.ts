import { type RawBuilder, sql } from 'kysely'
import type { ControlKey } from '../../../regulation/keys.gen.ts'
import { dayIn } from '../calendar/working-days.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { companyDay, readCompany } from '../regulation/company.ts'
import { findEdition, readSnapshot } from '../regulation/editions.ts'
import { lastMonths } from './months.ts'
import { readPeriod } from './period.ts'
import { findControl } from './register-control.ts'
import { sum } from './standing.ts'

/** Results follow from what is kept elsewhere, each with its own trail. */
const untrailed = 'what is measured follows from records that have their trail'

/**
 * So many months are measured each night, the running one among them: that a cause did not come back is known 90 days after
 * the last closing of a month.
 */
const open = 5

/**
 * The nightly round: the running year, the months that are not settled yet, and whichever of the last twelve was never
 * measured, as after a stand-still. Each in a transaction of its own. Gives how many periods were measured.
 */
export async function measureControls(kernel: Kernel): Promise<number> {
  const periods = await asSystem(kernel, duePeriods, { untrailed })
  for (const period of periods) await asSystem(kernel, (ctx) => measurePeriod(ctx, period), { untrailed })
  return periods.length
}

/**
 * The hourly round: the running year at once, where a control of the edition in force was never measured in it: when it has
 * begun, and when a release or an edition counts one more. Gives whether it was measured.
 */
export async function catchUp(kernel: Kernel): Promise<boolean> {
  const year = await asSystem(kernel, findUnmeasuredYear, { untrailed })
  if (year) await asSystem(kernel, (ctx) => measurePeriod(ctx, year), { untrailed })
  return year !== null
}

async function duePeriods({ tx, now }: Ctx): Promise<string[]> {
  const { time_zone } = await readCompany(tx)
  const today = dayIn(time_zone, now)
  const months = lastMonths(today)
  const known = await tx
    .selectFrom('kernel.control_run')
    .select('period')
    .distinct()
    .where('period', 'in', months)
    .execute()
  const measured = new Set(known.map(({ period }) => period))
  return [today.slice(0, 4), ...months.filter((period, n) => n < open || !measured.has(period))]
}

async function findUnmeasuredYear(ctx: Ctx): Promise<string | null> {
  const year = (await companyDay(ctx)).slice(0, 4)
  const controls = (await findControls(ctx, year))?.controls ?? []
  const runs = await ctx.tx
    .selectFrom('kernel.control_run')
    .select('control_key')
    .where('period', '=', year)
    .execute()
  const measured = new Set(runs.map(({ control_key }) => control_key))
  return controls.every(({ key }) => measured.has(key)) ? null : year
}

/** What is counted of a month or a year, by the edition in force at its end or today; null: there was none. */
async function findControls({ tx, now }: Ctx, period: string) {
  const { time_zone } = await readCompany(tx)
  const asked = readPeriod(period, { now, time_zone })
  const edition = await findEdition(tx, asked.on)
  if (!edition) return null
  const { regulation } = await readSnapshot(tx, edition)
  const keys = regulation.clauses.flatMap(({ controls }) => controls.map(({ key }) => key))
  return { asked, edition: edition.number, controls: keys.flatMap((key) => findControl(key) ?? []) }
}

/**
 * Counts every control of a month or a year over all organisations and keeps what each came to, by the edition of the
 * regulation that was in force. A year is one period, counted as whoever asks for it now has it counted. Numbers that are as
 * they were stay untouched. Gives how many controls were measured.
 */
export async function measurePeriod(ctx: Ctx, period: string): Promise<number> {
  const found = await findControls(ctx, period)
  if (!found) return 0
  const { asked, edition, controls } = found
  for (const { key, sql: counted } of controls)
    await keep(ctx, { period, key, edition, counted: counted(asked) })
  return controls.length
}

type Measured = { period: string; key: ControlKey; edition: number; counted: RawBuilder<unknown> }
type Counted = { org_id: string; met: number; total: number }

async function keep(
  { tx, now }: Ctx,
  { period, key: control_key, edition, counted }: Measured,
): Promise<void> {
  // Counted once and brought back: the queries are of every shape, and not each may stand within a change on a cluster.
  const { rows } = await sql<Counted>`
    select c.org_id, sum(c.met)::int met, sum(c.total)::int total
    from (${counted}) c group by c.org_id having sum(c.total) > 0`.execute(tx)
  const results = rows.map((row) => ({ ...row, period, control_key, edition, measured_at: now }))
  for (let at = 0; at < results.length; at += 1000)
    await tx
      .insertInto('kernel.control_result')
      .values(results.slice(at, at + 1000))
      .onConflict((row) =>
        row
          .columns(['org_id', 'period', 'control_key'])
          .doUpdateSet(({ ref }) => ({
            ...{ met: ref('excluded.met'), total: ref('excluded.total') },
            ...{ edition: ref('excluded.edition'), measured_at: ref('excluded.measured_at') },
          }))
          .where(
            sql<boolean>`(control_result.met, control_result.total, control_result.edition)
              is distinct from (excluded.met, excluded.total, excluded.edition)`,
          ),
      )
      .execute()
  const counting = rows.map(({ org_id }) => org_id)
  await sql`
    delete from kernel.control_result
    where period = ${period} and control_key = ${control_key} and org_id <> all(${counting}::uuid[])`.execute(
    tx,
  )
  const run = { edition, measured_at: now }
  await tx
    .insertInto('kernel.control_run')
    .values({ period, control_key, ...run })
    .onConflict((row) => row.columns(['period', 'control_key']).doUpdateSet(run))
    .execute()
  const together = sum(rows)
  await tx
    .insertInto('kernel.control_total')
    .values({ period, control_key, ...together })
    .onConflict((row) => row.columns(['period', 'control_key']).doUpdateSet(together))
    .execute()
}
