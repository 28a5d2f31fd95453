import { sql } from 'kysely'
import { holdsToday } from '../access/role-day.ts'
import { takeRows } from '../db/lock.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { openTask } from '../tasks/open.ts'
import { warningLink, warningTask } from './warnings.ts'

/** Hours without a response after which a warning goes up a level. */
const steps = [24, 72] as const

type Row = {
  org_id: string
  id: string
  indicator_id: string
  title: string
  period: string
  escalated: number
}

/** Takes warnings nobody responded to up: after 24 hours to whoever leads above, after 72 to risk at headquarters. */
export async function escalateWarnings(kernel: Kernel): Promise<number> {
  return asSystem(kernel, async (ctx) => {
    let done = 0
    for (const [level, hours] of steps.entries())
      for (const row of await readSilent(ctx, level, hours)) {
        await escalate(ctx, row, level)
        done += 1
      }
    if (done === 0) ctx.unchanged()
    return done
  })
}

async function readSilent({ tx, now }: Ctx, level: number, hours: number): Promise<Row[]> {
  const found = await sql<Row>`
    select w.org_id, w.id, w.indicator_id, i.title, w.period, w.escalated
    from kernel.indicator_warning w join kernel.indicator i on i.id = w.indicator_id
    where w.responded_at is null and w.rearmed_at is null and w.escalated = ${level}
      and w.raised_at <= ${new Date(now.getTime() - hours * 3_600_000)}
    order by w.raised_at, w.id`.execute(tx)
  const still = sql`responded_at is null and rearmed_at is null and escalated = ${level}`
  return takeRows(tx, 'kernel.indicator_warning', found.rows, still)
}

async function escalate(ctx: Ctx, row: Row, level: number) {
  const { org_id, id, indicator_id, title, period } = row
  await ctx.tx
    .updateTable('kernel.indicator_warning')
    .set((was) => ({ escalated: level + 1, version: was('version', '+', 1) }))
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  for (const person_id of await findPersons(ctx, org_id, level))
    await openTask(ctx, {
      ...{ org_id, person_id, kind: warningTask, subject_type: 'indicators.warning', subject_id: id },
      ...{ title, link: warningLink(indicator_id), params: { period } },
    })
  ctx.record({
    ...{ action: 'indicators.warning.escalate', org_id, subject_type: 'indicators.warning', subject_id: id },
    ...{ title, diff: { escalated: [level, level + 1] } },
  })
}

/** First the region's lead, or operations where there is none; then risk at headquarters. Nobody is asked twice. */
async function findPersons({ tx, now }: Ctx, org_id: string, level: number): Promise<string[]> {
  const roles = level === 0 ? ['region_lead', 'hq_ops'] : ['hq_risk']
  const { rows } = await sql<{ person_id: string; depth: number; role_key: string }>`
    select r.person_id, max(array_position(o.path, r.organisation_id)) depth
    from kernel.organisation o
    join kernel.role_assignment r on r.organisation_id = any(o.path) and r.role_key = any(${roles}::text[])
      and (r.with_subtree or r.organisation_id = o.id)
    join kernel.person p on p.id = r.person_id and p.active
    join kernel.account a on a.person_id = p.id and a.disabled_at is null
    where o.id = ${org_id} and ${holdsToday(now, 'r')}
    group by r.person_id order by 2 desc, 1`.execute(tx)
  const nearest = rows[0]?.depth
  return rows.filter(({ depth }) => depth === nearest).map(({ person_id }) => person_id)
}
