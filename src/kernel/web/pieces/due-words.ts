import type { Formats } from '../../language/contract.ts'

type Words = { formats: Formats; endOfDay: (day: string) => string }

/** When something is due, exactly. Midnight is told as the end of the day before, the last there is. */
export function dueWords(due_at: string, { formats, endOfDay }: Words): string {
  return formats.time(due_at) === '00:00'
    ? endOfDay(formats.date(lastMomentOf(due_at)))
    : formats.dateTime(due_at)
}

/**
 * Things by the day by whose end they are due, in the order they come in; `at` lies in that day, and is null for those
 * that are late or, never due, stand with today's.
 */
export function byDueDay<T extends { due_at: string | null }>(all: T[], now: Date, formats: Formats) {
  const dayOf = (at: Date) => formats.date(at, { style: 'table' })
  const lastOf = ({ due_at }: T) => (due_at === null ? now : lastMomentOf(due_at))
  const groups = Map.groupBy(all, (one) =>
    one.due_at !== null && new Date(one.due_at) < now ? '' : dayOf(lastOf(one)),
  )
  return [...groups].map(([day, items]) => ({ day, at: day === '' ? null : lastOf(items[0]!), items }))
}

/** The last moment at which it isn't late yet: it lies in the day by whose end something is due. */
export const lastMomentOf = (due_at: string) => new Date(Date.parse(due_at) - 1)
