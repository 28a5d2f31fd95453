import type { WorkCalendar } from '../calendar/calendar.ts'
import { isWorkingDay } from '../calendar/calendar.ts'
import { calendarOf } from '../calendar/calendar-of.ts'
import { addDays, dayIn, longestRest } from '../calendar/working-days.ts'
import { Problem } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { isWithin } from './contract.ts'
import type { Wishes } from './settings.ts'

type Hours = Pick<Wishes, 'quiet' | 'quiet_from' | 'quiet_to' | 'working_days_only' | 'time_zone'>

/**
 * Until when somebody is not to be disturbed; `undefined`: they may be written to now. Their own clock counts, and the
 * calendar of the organisation they are employed by (`undefined`: every day is worked). A time the clocks skip is the
 * moment they skip it; of one that comes twice the later ends the quiet.
 */
export function quietUntil(hours: Hours, calendar: WorkCalendar | undefined, now: Date): Date | undefined {
  const { quiet, quiet_from: from, quiet_to: to, time_zone, working_days_only } = hours
  let at = now
  for (let rest = 0; rest <= longestRest; rest++) {
    const day = dayIn(time_zone, at)
    const time = timeIn(time_zone, at)
    if (working_days_only && calendar && !isWorkingDay(calendar, day))
      at = laterMoment(time_zone, addDays(day, 1), '00:00')
    else if (quiet && isWithin(time, { from, to }))
      at = laterMoment(time_zone, time < to ? day : addDays(day, 1), to)
    else return at === now ? undefined : at
  }
  // A calendar that never works would hold everything back for good.
  return undefined
}

/** The wall-clock time 'HH:MM' in a zone at an instant. */
export const timeIn = (timeZone: string, at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' })

const laterMoment = (timeZone: string, day: string, time: string): Date => {
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`)
  return new Date(wall.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds)
}

/** The calendar that says what a working day is for them; `undefined` while none is set up. */
export async function calendarFor(
  ctx: Ctx,
  { home_org_id }: Pick<Wishes, 'home_org_id'>,
): Promise<WorkCalendar | undefined> {
  try {
    return await calendarOf(ctx, home_org_id)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** The same of somebody's wishes as they are now. */
export async function quietNow(ctx: Ctx, wishes: Wishes): Promise<Date | undefined> {
  const calendar = wishes.working_days_only ? await calendarFor(ctx, wishes) : undefined
  return quietUntil(wishes, calendar, ctx.now)
}
