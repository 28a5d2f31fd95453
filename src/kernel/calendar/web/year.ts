import { type Interval, type Weekday, weekdays } from '../contract.ts'

/** The weeks of a month from Monday on, filled up with the days of the months beside. */
export function gridOf(year: number, month: number): string[][] {
  const before = weekdays.indexOf(weekdayOf(dayOf(year, month, 1)))
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return Array.from({ length: Math.ceil((before + length) / 7) }, (_, row) =>
    weekdays.map((_weekday, column) => dayOf(year, month, row * 7 + column - before + 1)),
  )
}

export function weekdayOf(day: string): Weekday {
  return weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] as Weekday
}

/** Minutes between the stretches of a day: its breaks. */
export function breaksOf(hours: readonly Interval[]): Interval[] {
  return hours.slice(1).map(({ from }, index) => ({ from: hours[index]?.to ?? from, to: from }))
}

/** Days beyond the month's length lead into the next, those before its first into the one before. */
function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}
