import {
  repeatedTimes,
  repeatedWithin,
} from '../../../src/chapters/complaints/complaint/handling/watch-recurrence.ts'
import { day, dayAt, startOf } from '../days.ts'
import type { Ledger } from '../issues/ledger.ts'
import type { World } from '../world.ts'
import type { Course } from './course.ts'
import type { ComplaintSheets } from './sheets.ts'

type Cause = { key: string; title: string; title_tw: string; title_en: string }
type Seen = { received: number[]; raised: number }

/** The same cause several times within 90 days at one organisation, as `watch-recurrence.ts` counts it. */
export class Recurrence {
  readonly #world: World
  readonly #sheets: ComplaintSheets
  readonly #ledger: Ledger
  readonly #seen = new Map<string, Seen>()

  constructor(world: World, sheets: ComplaintSheets, ledger: Ledger) {
    this.#world = world
    this.#sheets = sheets
    this.#ledger = ledger
  }

  /** When a complaint is given its cause. Called in the order of time. */
  watch(course: Course, cause: Cause, at: number): void {
    const { unit } = course.given
    const key = `${unit.id} ${cause.key}`
    const since_on = dayAt(at - repeatedWithin * day)
    const since = startOf(since_on)
    const seen = this.#seen.get(key) ?? { received: [], raised: Number.NEGATIVE_INFINITY }
    seen.received = [...seen.received.filter((one) => one >= since), course.received]
    this.#seen.set(key, seen)
    const times = seen.received.length
    if (times < repeatedTimes || seen.raised >= since) return
    seen.raised = at
    const id = this.#world.random.id(at)
    const titles = { 'zh-CN': cause.title, 'zh-TW': cause.title_tw, en: cause.title_en }
    const issue = this.#ledger.open({
      ...{
        unit,
        at,
        kind: 'complaints.issue.repeated_cause',
        title: unit.name,
        severity: 'major',
        clause: '4.4.2',
      },
      ...{ params: { cause: titles, count: times, days: repeatedWithin }, source: 'other', by: null },
      ...{ subject_type: 'complaints.risk_signal', subject_id: id, description: '', handler: course.handler },
      link: `/complaints?signal=${id}`,
    })
    this.#sheets.signals.add({
      ...{
        org_id: unit.id,
        id,
        cause_key: cause.key,
        times,
        since_on,
        issue_id: issue.id,
        raised_at: new Date(at),
      },
    })
    course.note(at, 'recur', course.handler, { diff: { cause: [null, cause.title], times: [null, times] } })
  }
}
