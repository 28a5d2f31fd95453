import type { Formats } from '../../language/contract.ts'

type Words = { formats: Formats; endOfDay: (day: string) => string }

/** When something is due, exactly. Midnight is told as the end of the day before, the last there is. */
export function dueWords(due_at: string, { formats, endOfDay }: Words): string {
  return formats.time(due_at) === '00:00'
    ? endOfDay(formats.date(lastMomentOf(due_at)))
    : formats.dateTime(due_at)
}

/** The last moment at which it isn't late yet: it lies in the day by whose end something is due. */
export const lastMomentOf = (due_at: string) => new Date(Date.parse(due_at) - 1)
