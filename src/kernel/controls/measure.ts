import { type RawBuilder, sql } from 'kysely'
import type { ControlKey } from '../../../regulation/keys.gen.ts'
import { dayIn } from '../calendar/working-days.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { readCompany } from '../regulation/company.ts'
import { findEdition, readSnapshot } from '../regulation/editions.ts'
import { lastMonths } from './months.ts'
import { readPeriod } from './period.ts'
import { findControl } from './register-control.ts'

/** Results follow from what is kept elsewhere, each with its own trail. */
const untrailed = 'what is measured follows from records that have their trail'

/**
 * The nightly round: the month that runs, the one before it, and whichever of the last twelve was never measured, as after
 * a stand-still. A month of its own in a transaction of its own. Gives how many months were measured.
 */
export async function measureControls(kernel: Kernel): Promise<number> {
  const periods = await asSystem(kernel, dueMonths, { untrailed })
  for (const period of periods) await asSystem(kernel, (ctx) => measureMonth(ctx, period), { untrailed })
  return periods.length
}

async function dueMonths({ tx, now }: Ctx): Promise<string[]> {
  const { time_zone } = await readCompany(tx)
  const months = lastMonths(dayIn(time_zone, now))
  const known = await tx
    .selectFrom('kernel.control_run')
    .select('period')
    .distinct()
    .where('period', 'in', months)
    .execute()
  const measured = new Set(known.map(({ period }) => period))
  return months.filter((period, n) => n < 2 || !measured.has(period))
}

/**
 * Counts every control of a month over all organisations and keeps what each came to, by the edition of the regulation that
 * was in force. Numbers that are as they were stay untouched. Gives how many controls were measured.
 */
export async function measureMonth(ctx: Ctx, period: string): Promise<number> {
  const { time_zone } = await readCompany(ctx.tx)
  const asked = readPeriod(period, { today: dayIn(time_zone, ctx.now), time_zone })
  const edition = await findEdition(ctx.tx, asked.on)
  if (!edition) return 0
  const { regulation } = await readSnapshot(ctx.tx, edition)
  const keys = regulation.clauses.flatMap(({ controls }) => controls.map(({ key }) => key))
  const controls = keys.flatMap((key) => findControl(key) ?? [])
  for (const { key, sql: counted } of controls)
    await keep(ctx, { period, key, edition: edition.number, counted: counted(asked) })
  return controls.length
}

type Measured = { period: string; key: ControlKey; edition: number; counted: RawBuilder<unknown> }

async function keep({ tx, now }: Ctx, { period, key, edition, counted }: Measured): Promise<void> {
  await sql`
    insert into kernel.control_result as r (org_id, period, control_key, met, total, edition, measured_at)
    select c.org_id, ${period}, ${key}, sum(c.met)::int, sum(c.total)::int, ${edition}::int, ${now}::timestamptz
    from (${counted}) c group by c.org_id having sum(c.total) > 0
    on conflict (org_id, period, control_key) do update
      set met = excluded.met, total = excluded.total, edition = excluded.edition, measured_at = excluded.measured_at
      where (r.met, r.total, r.edition) is distinct from (excluded.met, excluded.total, excluded.edition)`.execute(
    tx,
  )
  await sql`
    delete from kernel.control_result r where r.period = ${period} and r.control_key = ${key}
      and not exists (select from (${counted}) c where c.org_id = r.org_id and c.total > 0)`.execute(tx)
  await tx
    .insertInto('kernel.control_run')
    .values({ period, control_key: key, edition, measured_at: now })
    .onConflict((row) => row.columns(['period', 'control_key']).doUpdateSet({ edition, measured_at: now }))
    .execute()
}
