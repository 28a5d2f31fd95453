import type { Tx } from '../db/pool.ts'
import type { CalendarDayRow } from './contract.ts'
import { mainlandDays, mainlandYears, officeWeek } from './mainland.ts'

/** The company's default calendar keeps one id everywhere, so that seeding twice changes nothing. */
export const defaultCalendarId = '01900000-0000-7000-8000-00000000ca1e'

/**
 * The mainland office calendar, with every year whose notice the installed package knows. Run at every start:
 * a package update brings the new year in; years already there, whoever entered them, stay as they are.
 */
export async function seedCalendar(tx: Tx): Promise<void> {
  await tx
    .insertInto('kernel.calendar')
    .values({
      id: defaultCalendarId,
      name: '中国大陆工作日历',
      name_tw: '中國大陸工作日曆',
      name_en: 'Mainland China working calendar',
      week: JSON.stringify(officeWeek),
      is_default: true,
    })
    .onConflict((clash) => clash.doNothing())
    .execute()
  const known = await tx
    .selectFrom('kernel.calendar_year')
    .select('year')
    .where('calendar_id', '=', defaultCalendarId)
    .execute()
  const missing = mainlandYears.filter((year) => !known.some((one) => one.year === year))
  if (missing.length === 0) return
  const days = missing.flatMap((year) => mainlandDays(year) ?? [])
  await insertDays(
    tx,
    defaultCalendarId,
    days.map((day) => ({ ...day, hours_as: null })),
  )
  await tx
    .insertInto('kernel.calendar_year')
    .values(missing.map((year) => ({ calendar_id: defaultCalendarId, year, source: 'published' })))
    .execute()
  await tx
    .updateTable('kernel.calendar')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', defaultCalendarId)
    .execute()
}

/** Adds days; a day already marked is marked anew. */
export async function insertDays(tx: Tx, calendarId: string, days: CalendarDayRow[]): Promise<void> {
  if (days.length === 0) return
  await tx
    .insertInto('kernel.calendar_day')
    .values(days.map((day) => ({ ...day, calendar_id: calendarId })))
    .onConflict((clash) =>
      clash.columns(['calendar_id', 'day']).doUpdateSet((row) => ({
        kind: row.ref('excluded.kind'),
        hours_as: row.ref('excluded.hours_as'),
        name: row.ref('excluded.name'),
        name_en: row.ref('excluded.name_en'),
      })),
    )
    .execute()
}
