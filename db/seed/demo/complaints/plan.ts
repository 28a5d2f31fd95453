import type { Channel } from '../../../../src/chapters/complaints/complaint/words/contract.ts'
import { addDays, dayIn } from '../../../../src/kernel/calendar/working-days.ts'
import { type Chance, chanceOf } from './chance.ts'
import { customerOf } from './customers.ts'
import type { Desk } from './desks.ts'
import { type Matter, matters } from './matters.ts'
import type { Made } from './script.ts'

/** So many on a usual day. */
const daily = 0.52
const since = 729
const repeatedWithin = 92

/** Busier: the weeks around the turn of the year, spring hiring, the new contribution bases of July. */
const seasons: Record<number, number> = { 1: 1.5, 2: 1.2, 3: 1.4, 4: 1.1, 7: 1.5, 8: 0.9, 10: 0.8, 12: 1.3 }
const channels: [Channel, number][] = [
  ['web', 40],
  ['phone', 27],
  ['counter', 12],
  ['hotline', 12],
  ['email', 9],
]

/**
 * Two years of complaints up to a day ago, in the order they came, at the organisations that were at work, around those
 * that are told by the real acts. Beside those the same cause comes up at one organisation twice within 90 days at most:
 * what comes up three times opens an issue.
 */
export function planComplaints(desks: Desk[], today: Date, told: Made[]): Made[] {
  const chance = chanceOf(20_240_108)
  const made: Made[] = []
  for (let ago = since; ago >= 1; ago--) {
    const month = new Date(today.getTime() - ago * 86_400_000).getUTCMonth() + 1
    const weekday = new Date(today.getTime() - ago * 86_400_000).getUTCDay()
    const quiet = weekday === 0 || weekday === 6 ? 0.35 : 1.2
    let left = daily * (seasons[month] ?? 1) * quiet
    for (; chance.happens(Math.min(1, left)); left -= 1) {
      const one = madeOn(desks, new Date(today.getTime() - ago * 86_400_000), { chance, month, made, told })
      if (one) made.push(one)
    }
  }
  return made.sort((one, other) => one.at.getTime() - other.at.getTime())
}

type Given = { chance: Chance; month: number; made: Made[]; told: Made[] }

function madeOn(desks: Desk[], day: Date, { chance, month, made, told }: Given): Made | undefined {
  const date = day.toISOString().slice(0, 10)
  const open = desks.filter(({ opened, ended }) => addDays(opened, 20) < date && date < ended)
  const desk = chance.pick(open, ({ size }) => size)
  const possible = matters.filter(
    ({ cause_key }) =>
      [...made, ...told].filter(
        (one) =>
          one.desk === desk &&
          one.matter.cause_key === cause_key &&
          Math.abs(day.getTime() - one.at.getTime()) < repeatedWithin * 86_400_000,
      ).length < 2,
  )
  if (possible.length === 0) return undefined
  const matter = chance.pick(possible, (one) => weightOf(one, month))
  const [channel] = chance.pick(channels, ([, weight]) => weight)
  const hour = channel === 'web' || channel === 'email' ? chance.between(8, 22) : chance.between(9, 17.4)
  const at = new Date(`${date}T00:00:00Z`)
  at.setTime(at.getTime() + (hour - 8) * 3_600_000)
  const service_on = addDays(dayIn(desk.calendar.time_zone, at), -Math.floor(chance.between(1, 9)))
  const there = desk.staff.filter(({ from, to }) => from <= service_on && (to === null || to > service_on))
  const named = there.length > 0 && chance.happens(matter.kind === 'attitude' ? 0.85 : 0.3)
  return {
    ...{ matter, desk, at, channel, service_on, customer: customerOf(matter.language, chance) },
    staff_id: named ? chance.pick(there).id : null,
  }
}

function weightOf({ severity, season, language }: Matter, month: number): number {
  const often = severity === 1 ? 3 : severity === 2 ? 2 : 0.7
  const heard = language === 'zh-CN' ? 1.4 : 0.7
  return often * heard * (season.includes(month) ? 3 : 1)
}
