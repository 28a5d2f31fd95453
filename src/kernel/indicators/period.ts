import { addDays } from '../calendar/working-days.ts'
import type { Frequency } from './contract.ts'

/** The days of a month or a quarter; both are included. */
export function daysOf(period: string): { from: string; to: string } {
  const year = Number(period.slice(0, 4))
  const part = period.slice(5)
  const quarter = part.startsWith('Q')
  const month = quarter ? Number(part[1]) * 3 - 2 : Number(part)
  const first = new Temporal.PlainDate(year, month, 1)
  return {
    from: first.toString(),
    to: addDays(first.add({ months: quarter ? 3 : 1 }).toString(), -1),
  }
}

/** The month or quarter a day lies in. */
export function periodOf(frequency: Frequency, day: string): string {
  const month = Number(day.slice(5, 7))
  return frequency === 'month' ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${Math.ceil(month / 3)}`
}

/** The period before, or n periods before. */
export function before(frequency: Frequency, period: string, n = 1): string {
  const { from } = daysOf(period)
  const months = frequency === 'month' ? n : n * 3
  return periodOf(frequency, Temporal.PlainDate.from(from).subtract({ months }).toString())
}

/** The last period that is over on a day. */
export const lastClosed = (frequency: Frequency, today: string): string =>
  before(frequency, periodOf(frequency, today))

/** The last period whose value should be there: its end and the grace are over. */
export function lastDue(frequency: Frequency, today: string, grace: number): string {
  return lastClosed(frequency, addDays(today, -grace))
}

/** Whether a period's end and its grace are over: a value that comes from now on is late. */
export const isLate = ({ grace_days }: { grace_days: number }, period: string, today: string): boolean =>
  addDays(daysOf(period).to, grace_days) < today

export const isOf = (frequency: Frequency, period: string): boolean =>
  period.includes('Q') === (frequency === 'quarter')

export const isPeriod = (text: string): boolean => /^20\d\d-(Q[1-4]|0[1-9]|1[0-2])$/.test(text)
