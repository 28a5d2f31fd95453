import { sql } from 'kysely'
import { inPinyin } from '../db/pinyin.ts'
import { notFound } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { getOrganisation } from '../org/organisation.ts'
import type { CalendarPage, CalendarSummary, Week } from './contract.ts'
import { holidayInTraditional } from './mainland.ts'
import { dayIn } from './working-days.ts'

export async function listCalendars(ctx: Ctx): Promise<{ items: CalendarSummary[]; can: 'create'[] }> {
  const { rows } = await sql<CalendarSummary>`
    select c.id, c.name, c.name_tw, c.name_en, c.is_default,
      (select count(*) from kernel.organisation_calendar oc where oc.calendar_id = c.id) organisations,
      (select max(year) from kernel.calendar_year y where y.calendar_id = c.id) known_until
    from kernel.calendar c order by c.is_default desc, ${inPinyin('c.name')}, c.id`.execute(ctx.tx)
  return { items: rows, can: ctx.holds('calendar.calendar.create') ? ['create'] : [] }
}

/** The calendar with the days of one year, this year unless told. */
export async function readCalendarPage(
  ctx: Ctx,
  { id, year }: { id: string; year?: number },
): Promise<CalendarPage> {
  const row = await ctx.tx
    .selectFrom('kernel.calendar')
    .select(['id', 'name', 'name_tw', 'name_en', 'is_default', 'week', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  const shown = year ?? Number(dayIn('Asia/Shanghai', ctx.now).slice(0, 4))
  const days = await ctx.tx
    .selectFrom('kernel.calendar_day')
    .select(['day', 'kind', 'hours_as', 'name', 'name_en'])
    .where('calendar_id', '=', id)
    .where('day', '>=', `${shown}-01-01`)
    .where('day', '<=', `${shown}-12-31`)
    .orderBy('day')
    .execute()
  const years = await ctx.tx
    .selectFrom('kernel.calendar_year')
    .select(['year', 'source'])
    .where('calendar_id', '=', id)
    .orderBy('year')
    .execute()
  return {
    ...row,
    week: row.week as Week,
    days: days.map((one) => ({ ...one, name_tw: holidayInTraditional(one.name) })) as CalendarPage['days'],
    years: years as CalendarPage['years'],
    year_known: years.some((one) => one.year === shown),
    can: [
      ...(ctx.holds('calendar.calendar.edit') ? (['edit'] as const) : []),
      ...(ctx.holds('calendar.organisation.assign') ? (['assign'] as const) : []),
    ],
  }
}

/** Which calendar an organisation works by, and from where it has it. */
export async function readOrganisationCalendar(ctx: Ctx, orgId: string) {
  await getOrganisation(ctx, orgId)
  const { rows } = await sql<{
    id: string
    name: string
    name_tw: string | null
    name_en: string | null
    from_id: string | null
    from_name: string | null
    version: number
  }>`
    select c.id, c.name, c.name_tw, c.name_en, own.id from_id, own.name from_name,
      coalesce((select version from kernel.organisation_calendar where organisation_id = o.id), 0) version
    from kernel.organisation o
    left join lateral (
      select oc.calendar_id, a.id, a.name
      from kernel.organisation_calendar oc join kernel.organisation a on a.id = oc.organisation_id
      where oc.organisation_id = any(o.path)
      order by cardinality(a.path) desc limit 1
    ) own on true
    join kernel.calendar c on c.id = own.calendar_id or (own.calendar_id is null and c.is_default)
    where o.id = ${orgId}`.execute(ctx.tx)
  const row = rows[0]
  if (!row) throw notFound()
  return {
    organisation_id: orgId,
    calendar: { id: row.id, name: row.name, name_tw: row.name_tw, name_en: row.name_en },
    from_organisation: row.from_id ? { id: row.from_id, name: row.from_name ?? '' } : null,
    version: row.version,
  }
}
