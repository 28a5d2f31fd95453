import type { WorkCalendar } from '../../../src/kernel/calendar/calendar.ts'
import { addWorkingDays, endOfWork } from '../../../src/kernel/calendar/working-days.ts'
import type { Approvals, Flow } from '../approvals.ts'
import { dayAt, hour } from '../days.ts'
import type { Headquarters } from '../network/people.ts'
import type { NetworkSheets } from '../network/sheets.ts'
import { headAt, type Person, type Unit } from '../network/unit.ts'
import type { Tasks } from '../tasks.ts'
import type { World } from '../world.ts'
import type { EstablishmentSheets } from './sheets.ts'

/** What whoever handles applications and filings works with. */
export type Office = {
  world: World
  sheets: EstablishmentSheets
  network: NetworkSheets
  tasks: Tasks
  approvals: Approvals
  headquarters: Headquarters
  root: Unit
  calendar: WorkCalendar
  /** By key. */
  flows: Record<string, Flow>
  /** The site visit's checklist, as published. */
  checklist: string
}

/** The regulation's working days for a review: the end of work on the last of them. */
export const reviewDue = ({ calendar }: Office, at: number): Date =>
  endOfWork(calendar, addWorkingDays(calendar, dayAt(at), 15))

/** The nearest organisation from here upwards that had begun and had a head; headquarters has its operations. */
export function answersFor(
  { root, headquarters }: Office,
  from: Unit | null,
  at: number,
): { unit: Unit; person: Person } {
  for (let unit = from; unit?.parent; unit = unit.parent) {
    const person = unit.started <= at ? headAt(unit, at) : null
    if (person) return { unit, person }
  }
  return { unit: root, person: headquarters.operations[0]! }
}

/** The head of the region above somebody's organisation, who has an opinion on what it files. */
export function regionOf({ unit, person }: { unit: Unit; person: Person }, at: number): Person | null {
  if (unit.kind === 'region' || unit.kind === 'headquarters') return null
  for (let above = unit.parent; above; above = above.parent)
    if (above.kind === 'region') {
      const head = headAt(above, at)
      return head?.id === person.id ? null : head
    }
  return null
}

/** Working time that one answer takes; three days at most. */
export const answering = ({ world }: Office) => Math.min(24 * hour, world.random.long(6 * hour))
