import type { WorkCalendar } from '../../src/kernel/calendar/calendar.ts'
import { spansOf } from '../../src/kernel/calendar/spans.ts'
import { addDays } from '../../src/kernel/calendar/working-days.ts'

/**
 * The working time of a calendar between two days, summed up once: a million complaints ask for it ten times each. Gives
 * what `kernel/calendar/working-time.ts` gives, in milliseconds.
 */
export class WorkingIndex {
  readonly #opens: number[] = []
  readonly #closes: number[] = []
  /** Working time before each stretch. */
  readonly #before: number[] = []

  constructor(calendar: WorkCalendar, from: string, to: string) {
    let sum = 0
    for (let day = from; day <= to; day = addDays(day, 1))
      for (const [opens, closes] of spansOf(calendar, day)) {
        this.#opens.push(opens)
        this.#closes.push(closes)
        this.#before.push(sum)
        sum += closes - opens
      }
  }

  /** Working time from the first day to an instant. */
  until(at: number): number {
    const last = this.#last(this.#opens, at)
    if (last < 0) return 0
    return this.#before[last]! + Math.min(at, this.#closes[last]!) - this.#opens[last]!
  }

  between(from: number, to: number): number {
    return this.until(to) - this.until(from)
  }

  /** The earliest instant by which so much working time has gone since another. */
  after(given: number, duration: number): number {
    const from = Math.round(given)
    if (duration <= 0) return from
    const wanted = this.until(from) + Math.round(duration)
    // Of a stretch's end and the next one's beginning the earlier is meant, as the calendar means it.
    const last = Math.max(0, this.#last(this.#before, wanted - 0.5))
    return Math.max(from, this.#opens[last]! + wanted - this.#before[last]!)
  }

  /** The latest instant from which so much working time leads up to another. */
  back(to: number, duration: number): number {
    if (duration === 0) return to
    const wanted = this.until(to) - duration
    const last = Math.max(0, this.#last(this.#before, wanted))
    return Math.min(to, this.#opens[last]! + wanted - this.#before[last]!)
  }

  /** The place of the last number that is not above. */
  #last(sorted: number[], value: number): number {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]! <= value) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
