import { newId } from '../db/new-id.ts'
import { invalid, notFound, stale } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { followChange } from './changed.ts'
import type { CalendarDayRow, Week } from './contract.ts'
import { headquartersOf } from './headquarters.ts'
import { insertDays } from './seed.ts'

type Names = { name: string; name_en: string | null }

/** A new calendar; with `copy_of` it starts with that one's days and known years. */
export async function createCalendar(
  ctx: Ctx,
  input: Names & { week: Week; copy_of: string | null },
): Promise<string> {
  const { name, name_en, week, copy_of } = input
  const id = newId()
  await ctx.tx
    .insertInto('kernel.calendar')
    .values({ id, name, name_en, week: JSON.stringify(week) })
    .execute()
  if (copy_of) await copyDays(ctx, copy_of, id)
  await recordChange(ctx, 'create', { id, name })
  return id
}

export async function editCalendar(ctx: Ctx, input: { id: string; version: number; week: Week } & Names) {
  const { id, version, name, name_en, week } = input
  const before = await lockCalendar(ctx, id, version)
  await ctx.tx
    .updateTable('kernel.calendar')
    .set({ name, name_tw: name === before.name ? before.name_tw : null, name_en, week: JSON.stringify(week) })
    .where('id', '=', id)
    .execute()
  await recordChange(ctx, 'edit', { id, name }, { name: [before.name, name], week: [before.week, week] })
}

/** Replaces all days of a year and marks it as known. */
export async function enterYear(
  ctx: Ctx,
  input: { id: string; version: number; year: number; days: CalendarDayRow[] },
) {
  const { id, version, year, days } = input
  const outside = days.findIndex(({ day }) => Number(day.slice(0, 4)) !== year)
  if (outside >= 0) {
    throw invalid('errors.invalid', {}, [
      { path: `days.${outside}.day`, code: 'calendar.errors.other_year', params: { year } },
    ])
  }
  const calendar = await lockCalendar(ctx, id, version)
  await ctx.tx
    .deleteFrom('kernel.calendar_day')
    .where('calendar_id', '=', id)
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .execute()
  await insertDays(ctx.tx, id, days)
  await ctx.tx
    .insertInto('kernel.calendar_year')
    .values({ calendar_id: id, year, source: 'entered', entered_at: ctx.now })
    .onConflict((clash) =>
      clash.columns(['calendar_id', 'year']).doUpdateSet({ source: 'entered', entered_at: ctx.now }),
    )
    .execute()
  await recordChange(ctx, 'enter_year', calendar, {
    [String(year)]: [null, days.map(({ day, kind }) => [day, kind])],
  })
}

export async function addDay(
  ctx: Ctx,
  { id, version, day }: { id: string; version: number; day: CalendarDayRow },
) {
  const calendar = await lockCalendar(ctx, id, version)
  await insertDays(ctx.tx, id, [day])
  await recordChange(ctx, 'add_day', calendar, { [day.day]: [null, day.kind] })
}

/** The day follows the week again. */
export async function removeDay(
  ctx: Ctx,
  { id, version, day }: { id: string; version: number; day: string },
) {
  const calendar = await lockCalendar(ctx, id, version)
  const removed = await ctx.tx
    .deleteFrom('kernel.calendar_day')
    .where('calendar_id', '=', id)
    .where('day', '=', day)
    .returning('kind')
    .executeTakeFirst()
  if (!removed) throw notFound()
  await recordChange(ctx, 'remove_day', calendar, { [day]: [removed.kind, null] })
}

/** Locks the row, checks the version seen and raises it: whatever changes next is a new version of the calendar. */
async function lockCalendar(ctx: Ctx, id: string, version: number) {
  const calendar = await ctx.tx
    .selectFrom('kernel.calendar')
    .select(['id', 'name', 'name_tw', 'week', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!calendar) throw notFound()
  if (calendar.version !== version) throw stale()
  await ctx.tx
    .updateTable('kernel.calendar')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute()
  return calendar
}

export async function getCalendar(ctx: Ctx, id: string) {
  const found = await ctx.tx
    .selectFrom('kernel.calendar')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw notFound()
  return found
}

async function copyDays(ctx: Ctx, from: string, to: string) {
  await getCalendar(ctx, from)
  await ctx.tx
    .insertInto('kernel.calendar_day')
    .columns(['calendar_id', 'day', 'kind', 'hours_as', 'name', 'name_en'])
    .expression((eb) =>
      eb
        .selectFrom('kernel.calendar_day')
        .select([eb.val(to).as('calendar_id'), 'day', 'kind', 'hours_as', 'name', 'name_en'])
        .where('calendar_id', '=', from),
    )
    .execute()
  await ctx.tx
    .insertInto('kernel.calendar_year')
    .columns(['calendar_id', 'year', 'source'])
    .expression((eb) =>
      eb
        .selectFrom('kernel.calendar_year')
        .select([eb.val(to).as('calendar_id'), 'year', 'source'])
        .where('calendar_id', '=', from),
    )
    .execute()
}

/** Calendars are the company's: their trail is headquarters'. */
async function recordChange(
  ctx: Ctx,
  verb: 'create' | 'edit' | 'enter_year' | 'add_day' | 'remove_day',
  { id, name }: { id: string; name: string },
  diff?: Record<string, [unknown, unknown]>,
) {
  ctx.record({
    action: `calendar.calendar.${verb}`,
    org_id: await headquartersOf(ctx),
    subject_type: 'calendar',
    subject_id: id,
    title: name,
    diff,
  })
  if (verb !== 'create') await followChange(ctx)
}
