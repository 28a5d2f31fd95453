import { sql } from 'kysely'
import type { ParameterValues } from '../../../../regulation/keys.gen.ts'
import { dayIn } from '../../../kernel/calendar/working-days.ts'
import type { Tx } from '../../../kernel/db/pool.ts'
import { valuesOn } from '../../../kernel/regulation/values.ts'
import { readCompanySettings } from '../../../kernel/settings/company.ts'
import { firstLimits, type SeverityLimit, type Times } from './limits-of.ts'

/** The times for what comes in at an instant: the regulation's numbers and the company's limits of that day. */
export async function readTimes(
  ctx: { tx: Tx; now: Date },
  received_at: Date,
): Promise<ParameterValues & Times> {
  const { time_zone } = await readCompanySettings(ctx.tx)
  return timesOn(ctx, dayIn(time_zone, received_at))
}

export async function timesOn(ctx: { tx: Tx; now: Date }, day: string): Promise<ParameterValues & Times> {
  const values = await valuesOn(ctx, day)
  const { rows } = await sql<SeverityLimit & { severity: number }>`
    select severity, response_hours::float8, update_hours::float8, resolve_days from complaints.severity_limit
    where version = (select version from complaints.limits where from_on <= ${day}::date order by from_on desc, version desc limit 1)`.execute(
    ctx.tx,
  )
  const set = Object.fromEntries(rows.map(({ severity, ...limit }) => [severity, limit]))
  return { ...values, limits: { ...firstLimits(values), ...set } }
}
