import { sql } from 'kysely'
import { notFound } from '../errors/problem.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { type CalendarDay, type WorkCalendar, workCalendar } from './calendar.ts'
import type { Week } from './contract.ts'

/**
 * The calendar an organisation works by, in the organisation's time zone: its own, else the nearest ancestor's, else
 * the company's default. What was read is remembered until the calendar changes.
 */
export async function calendarOf(ctx: Pick<Ctx, 'tx' | 'app'>, orgId: string): Promise<WorkCalendar> {
  const found = (await calendarsOf(ctx, [orgId])).get(orgId)
  if (!found) throw notFound()
  return found
}

type Found = { org_id: string; id: string; stamp: string; time_zone: string }

/** The same of many at once; while none is set up an organisation is left out. */
export async function calendarsOf(
  ctx: Pick<Ctx, 'tx' | 'app'>,
  orgIds: readonly string[],
): Promise<Map<string, WorkCalendar>> {
  const calendars = new Map<string, WorkCalendar>()
  if (orgIds.length === 0) return calendars
  const { rows } = await sql<Found>`
    select o.id org_id, c.id, c.xmin::text || '/' || c.version stamp, o.time_zone
    from kernel.organisation o
    left join lateral (
      select oc.calendar_id
      from kernel.organisation_calendar oc join kernel.organisation a on a.id = oc.organisation_id
      where oc.organisation_id = any(o.path)
      order by cardinality(a.path) desc limit 1
    ) own on true
    join kernel.calendar c on c.id = own.calendar_id or (own.calendar_id is null and c.is_default)
    where o.id = any(${orgIds}::uuid[])`.execute(ctx.tx)
  for (const found of rows) calendars.set(found.org_id, await recall(ctx, found))
  return calendars
}

async function recall(ctx: Pick<Ctx, 'tx' | 'app'>, { id, stamp, time_zone }: Found): Promise<WorkCalendar> {
  const remembered = memoryOf(ctx.app)
  const key = `${id} ${time_zone}`
  const known = remembered.get(key)
  if (known?.stamp === stamp) return known.calendar
  const calendar = await readWorkCalendar(ctx, id, time_zone)
  remembered.set(key, { stamp, calendar })
  return calendar
}

// Invariant: every change of a calendar's days or years raises its version, so its row is written too. The row's
// transaction (xmin) tells a version that was rolled back from one that was not.
const memory = new WeakMap<Kernel, Map<string, { stamp: string; calendar: WorkCalendar }>>()

function memoryOf(app: Kernel) {
  const own = memory.get(app) ?? new Map<string, { stamp: string; calendar: WorkCalendar }>()
  memory.set(app, own)
  return own
}

async function readWorkCalendar(
  { tx }: Pick<Ctx, 'tx'>,
  id: string,
  timeZone: string,
): Promise<WorkCalendar> {
  const { week } = await tx
    .selectFrom('kernel.calendar')
    .select('week')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const days = await tx
    .selectFrom('kernel.calendar_day')
    .select(['day', 'kind', 'hours_as'])
    .where('calendar_id', '=', id)
    .execute()
  const years = await tx
    .selectFrom('kernel.calendar_year')
    .select('year')
    .where('calendar_id', '=', id)
    .execute()
  return workCalendar({
    time_zone: timeZone,
    week: week as Week,
    days: days as CalendarDay[],
    known_years: years.map(({ year }) => year),
  })
}
