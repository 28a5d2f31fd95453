import { addDays, dayIn } from '../calendar/working-days.ts'
import type { Asked } from './register-control.ts'

/** The days of a year, a quarter or a month, and its instants where the company is. */
export function readPeriod(key: string, { now, time_zone }: { now: Date; time_zone: string }): Asked {
  const today = dayIn(time_zone, now)
  const { first, months } = readKey(key)
  const next = first.add({ months }).toString()
  const [from, to] = [first.toString(), addDays(next, -1)]
  const startOf = (day: string) =>
    new Date(Temporal.PlainDate.from(day).toZonedDateTime(time_zone).epochMilliseconds)
  return { from, to, start: startOf(from), end: startOf(next), on: to < today ? to : today, today, now }
}

function readKey(key: string): { first: Temporal.PlainDate; months: number } {
  const year = Number(key.slice(0, 4))
  const part = key.slice(5)
  if (part === '') return { first: new Temporal.PlainDate(year, 1, 1), months: 12 }
  if (part.startsWith('Q'))
    return { first: new Temporal.PlainDate(year, Number(part[1]) * 3 - 2, 1), months: 3 }
  return { first: new Temporal.PlainDate(year, Number(part), 1), months: 1 }
}
