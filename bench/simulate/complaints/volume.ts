import { day, hour } from '../days.ts'
import type { Random } from '../random.ts'

/** Mondays are full and Sundays almost empty. */
const weekdays = [0.25, 1.35, 1.2, 1.1, 1.05, 1, 0.4]
/** The end of the year and the spring, when social insurance and pay are settled, are the season. */
const months = [1.25, 0.8, 1.2, 1.1, 0.95, 0.95, 1.05, 0.9, 0.95, 0.9, 1.05, 1.2]

/** How many come in on each day from one instant on, to the sum of all: by weekday, by season, and more every year. */
export function spread(
  random: Random,
  { begin, days, total }: { begin: number; days: number; total: number },
): number[] {
  const weights = Array.from({ length: days }, (_, n) => {
    const date = new Date(begin + n * day + 12 * hour)
    const grown = 1 + (0.35 * n) / days
    return weekdays[date.getUTCDay()]! * months[date.getUTCMonth()]! * grown * (0.8 + 0.4 * random.unit())
  })
  const sum = weights.reduce((all, one) => all + one, 0)
  let [before, given] = [0, 0]
  return weights.map((weight) => {
    before += weight
    const until = Math.round((total * before) / sum)
    const count = until - given
    given = until
    return count
  })
}
