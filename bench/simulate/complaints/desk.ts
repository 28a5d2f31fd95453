import { limitsOf, type Times } from '../../../src/chapters/complaints/limits/limits-of.ts'
import causes from '../../../src/chapters/complaints/seed/causes.json' with { type: 'json' }
import type { WorkCalendar } from '../../../src/kernel/calendar/calendar.ts'
import { vectorOf } from '../../../src/kernel/search/words.ts'
import type { Approvals, Flow } from '../approvals.ts'
import { dayAt, minute, startOf } from '../days.ts'
import type { Ledger } from '../issues/ledger.ts'
import type { Headquarters } from '../network/people.ts'
import type { NetworkSheets } from '../network/sheets.ts'
import type { Tasks } from '../tasks.ts'
import type { World } from '../world.ts'
import type { Recurrence } from './recurrence.ts'
import type { ComplaintSheets } from './sheets.ts'

type Given = {
  world: World
  sheets: ComplaintSheets
  network: NetworkSheets
  tasks: Tasks
  approvals: Approvals
  ledger: Ledger
  recurrence: Recurrence
  headquarters: Headquarters
  flow: Flow
  calendar: WorkCalendar
  times: Times
}
type Limits = Record<'response' | 'update' | 'resolution', number>

/** What complaints are handled with. */
export class Desk {
  readonly #given: Given
  readonly #limits = new Map<string, Limits>()
  readonly causes = causes.filter(({ key }) => key.includes('.'))

  constructor(given: Given) {
    this.#given = given
  }

  get world() {
    return this.#given.world
  }
  get sheets() {
    return this.#given.sheets
  }
  get tasks() {
    return this.#given.tasks
  }
  get approvals() {
    return this.#given.approvals
  }
  get recurrence() {
    return this.#given.recurrence
  }
  get headquarters() {
    return this.#given.headquarters
  }
  get flow() {
    return this.#given.flow
  }

  /** Limits of the three clocks in working milliseconds, worked out once for all that came in on one day. */
  limits({ severity, at, extensions }: { severity: number; at: number; extensions: number }): Limits {
    const day = dayAt(at)
    const key = `${day} ${severity} ${extensions}`
    const { calendar, times, world } = this.#given
    const start = startOf(day)
    let known = this.#limits.get(key)
    if (!known) {
      const minutes = limitsOf(calendar, { severity, received_at: new Date(start), extensions }, times)
      known = {
        response: Math.round(minutes.response * minute),
        update: Math.round(minutes.update * minute),
        resolution: Math.round(minutes.resolution * minute),
      }
      this.#limits.set(key, known)
    }
    const resolution = Math.max(minute, known.resolution - world.work.between(start, at))
    return { ...known, resolution }
  }

  causeOf(key: string) {
    return causes.find((one) => one.key === key)!
  }

  /** Found by number and by what it says, as `indexComplaint` has it. */
  find(given: {
    org_id: string
    id: string
    number: string
    subject: string
    description: string
    at: number
  }): void {
    const { org_id, id, number, subject, description, at } = given
    const words = vectorOf([
      { text: subject, weight: 'A' },
      { text: number, weight: 'B' },
      { text: description, weight: 'D' },
    ])
    this.#given.network.entries.add({
      ...{ org_id, id, subject_type: 'complaints.complaint', title: subject, title_en: null, number },
      ...{ link: `/complaints/${id}`, words, updated_at: new Date(at), came_at: new Date(at) },
    })
  }
}
