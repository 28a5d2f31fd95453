import type { WorkCalendar } from './calendar.ts'
import { weekdays } from './contract.ts'

/** Working minutes of a usual day: by the first worked day of the week, eight hours where none is. */
export function dayMinutes({ week }: Pick<WorkCalendar, 'week'>): number {
  const hours = weekdays.map((day) => week[day]).find((list) => list.length > 0) ?? []
  return hours.reduce((sum, { from, to }) => sum + minuteOf(to) - minuteOf(from), 0) || 480
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
