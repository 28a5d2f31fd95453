import type { WorkCalendar } from '../../calendar/calendar.ts'
import { isWorkingDay } from '../../calendar/calendar.ts'
import { calendarOf } from '../../calendar/calendar-of.ts'
import { addDays, longestRest } from '../../calendar/working-days.ts'
import type { Ctx } from '../../http/context.ts'

/** A deadline on a day off is due on the next working day; where none comes it stays. */
export function workingDueDay(calendar: WorkCalendar, nominal: string): string {
  let day = nominal
  for (let n = 0; n <= longestRest; n++, day = addDays(day, 1)) if (isWorkingDay(calendar, day)) return day
  return nominal
}

/** The same by the calendar an organisation works by. */
export async function dueDayAt(ctx: Ctx, org_id: string, nominal: string): Promise<string> {
  return workingDueDay(await calendarOf(ctx, org_id), nominal)
}
