import { hoursOf, type WorkCalendar } from './calendar.ts'

/** A stretch of working time in milliseconds since 1970, `to` not included. */
export type Span = readonly [from: number, to: number]

const remembered = new WeakMap<WorkCalendar, Map<string, readonly Span[]>>()

/** The working stretches of one day as instants, in order and apart, all within the day. */
export function spansOf(calendar: WorkCalendar, day: string): readonly Span[] {
  const byDay = remembered.get(calendar) ?? new Map<string, readonly Span[]>()
  remembered.set(calendar, byDay)
  const spans = byDay.get(day) ?? makeSpans(calendar, day)
  byDay.set(day, spans)
  return spans
}

/** A wall-clock time 'HH:MM' of a day as milliseconds since 1970; '24:00' is the next midnight. A time the clocks skip moves forward. */
export function momentIn(timeZone: string, day: string, time: string): number {
  const date = Temporal.PlainDate.from(day)
  if (time === '24:00') return date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
  return date.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds
}

/**
 * Lengths are real time: on the night the clocks go forward a shift from 0:00 to 8:00 is seven hours long.
 * Clipped to what came before and to the day, so that an hour (or, at the date line, a day) the clocks skip
 * is never counted twice.
 */
function makeSpans(calendar: WorkCalendar, day: string): Span[] {
  const midnight = momentIn(calendar.time_zone, day, '24:00')
  let after = Temporal.PlainDate.from(day).toZonedDateTime(calendar.time_zone).epochMilliseconds
  const spans: Span[] = []
  for (const { from, to } of hoursOf(calendar, day)) {
    const opens = Math.max(after, momentIn(calendar.time_zone, day, from))
    const closes = Math.min(midnight, momentIn(calendar.time_zone, day, to))
    if (opens >= closes) continue
    spans.push([opens, closes])
    after = closes
  }
  return spans
}
