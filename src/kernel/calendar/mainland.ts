import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { Week } from './contract.ts'
import holidays from './holidays-tw.json' with { type: 'json' }

/** A day the State Council's notice takes out of, or puts into, the working week. */
export type MainlandDay = { day: string; kind: 'holiday' | 'make_up'; name: string; name_en: string }

/** The notices' names whose characters differ in Traditional Chinese. */
const traditional: Record<string, string> = holidays
/** Null for a day nobody but its calendar knows, and for names that are written alike. */
export const holidayInTraditional = (name: string): string | null => traditional[name] ?? null

/** The usual office hours: nine to twelve, half past one to five, Monday to Friday. */
const office = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:00' },
]
export const officeWeek: Week = {
  mon: office,
  tue: office,
  wed: office,
  thu: office,
  fri: office,
  sat: [],
  sun: [],
}

const days: MainlandDay[] = [
  ...read('holiday', published.holidays),
  ...read('make_up', published.workdays),
].sort((a, b) => (a.day < b.day ? -1 : 1))

/** Years the installed chinese-days package has the notice of, in order. The next year's is published each November. */
export const mainlandYears: readonly number[] = [...new Set(days.map(yearOf))]

/** Holidays and make-up days of one year, in order; undefined for a year not known: never an empty list. */
export function mainlandDays(year: number): MainlandDay[] | undefined {
  return mainlandYears.includes(year) ? days.filter((day) => yearOf(day) === year) : undefined
}

/** The package writes each day as "Spring Festival,春节,4". */
function read(kind: MainlandDay['kind'], published: Record<string, string>): MainlandDay[] {
  return Object.entries(published).map(([day, text]) => {
    const [name_en = '', name = ''] = text.split(',')
    return { day, kind, name, name_en }
  })
}

function yearOf({ day }: MainlandDay): number {
  return Number(day.slice(0, 4))
}
