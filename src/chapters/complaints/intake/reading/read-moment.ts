import { dayIn } from '../../../../kernel/calendar/working-days.ts'

/** A day with or without a time, as people and programs write them: `2026-03-05 14:30`, `2026/3/5`, `2026年3月5日14时30分`. */
const written =
  /^(\d{4})(?:\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})|(\d{2})(\d{2}))日?(?:[T,\s]*(\d{1,2})[:时時](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?|分)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * Reads it as `2026-03-05`, as `2026-03-05T14:30:00` by the clock of the place, or with its offset where it names one.
 * A five-digit number is a day as a workbook saved as CSV shows it. Undefined for what is no day.
 */
export function readMoment(cell: string): string | undefined {
  const text = cell.normalize('NFKC').trim()
  if (/^\d{5}(\.\d+)?$/.test(text)) return fromWorkbook(Number(text))
  const found = written.exec(text)
  if (!found) return undefined
  const [, year = '', m1, d1, m2, d2, hour, minute, second = '00', offset] = found
  const [month, day] = [m1 ?? m2!, d1 ?? d2!]
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isDay(iso)) return undefined
  if (hour === undefined) return iso
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const time = [hour, minute!, second].map((part) => part.padStart(2, '0')).join(':')
  if (offset === undefined) return `${iso}T${time}`
  const shift = withColon(offset)
  return isOffset(shift) ? `${iso}T${time}${shift}` : undefined
}

const withColon = (offset: string) =>
  /^z$/i.test(offset) ? 'Z' : offset.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')

/** No clock is further off than fourteen hours. */
function isOffset(shift: string): boolean {
  if (shift === 'Z') return true
  const [hours = 0, minutes = 0] = shift.slice(1).split(':').map(Number)
  return minutes < 60 && hours * 60 + minutes <= 14 * 60
}

function isDay(iso: string): boolean {
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso
}

/** Days since 1899-12-30, from 1950 to 2099. */
function fromWorkbook(days: number): string | undefined {
  if (days < 18264 || days > 73050) return undefined
  const at = new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1000)
  const [day, time] = at.toISOString().slice(0, 19).split('T')
  return time === '00:00:00' ? day : `${day}T${time}`
}

export const hasTime = (moment: string): boolean => moment.length > 10

const hasOffset = (moment: string): boolean => /(Z|[+-]\d{2}:\d{2})$/.test(moment.slice(10))

/** The instant by the clock of a time zone; of a day without a time its beginning. */
export function instantOf(moment: string, time_zone: string): Date {
  if (hasOffset(moment)) return new Date(moment)
  const local = Temporal.PlainDateTime.from(hasTime(moment) ? moment : `${moment}T00:00:00`)
  return new Date(local.toZonedDateTime(time_zone).epochMilliseconds)
}

/** The day by the clock of a time zone: that of the cell, unless it names an offset of its own. */
export const dayOf = (moment: string, time_zone: string): string =>
  hasOffset(moment) ? dayIn(time_zone, instantOf(moment, time_zone)) : moment.slice(0, 10)
