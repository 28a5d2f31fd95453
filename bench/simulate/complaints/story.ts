import { day, dayAt, hour, minute } from '../days.ts'
import type { Person } from '../network/unit.ts'
import type { Doer } from '../trail.ts'
import type { Course } from './course.ts'
import type { Desk } from './desk.ts'
import { closeBooks } from './remedy.ts'
import { judged, paid } from './rulings.ts'
import { type Told, words } from './words.ts'

/** Where some of the latest still lie: what is open at the end is not only what came in last. */
const stages = [
  'acknowledged',
  'investigating',
  'waiting_customer',
  'proposed',
  'resolved',
  'reopened',
] as const
const latest = 30 * day

/** Gravity makes hands quicker. */
const quicker = [1, 1, 0.7, 0.45, 0.25]

/**
 * What happens to a complaint from its receipt on, as far as the simulated years go: mostly in time, now and then late,
 * asked back, objected to, opened again, without ground.
 */
export class Story {
  readonly #desk: Desk
  readonly #course: Course
  readonly #told: Told
  readonly #handler: Person
  readonly #cause: string
  /** The state it lies in at the end. */
  readonly #stays: string | null
  #at: number

  constructor(
    desk: Desk,
    course: Course,
    { handler, cause, from }: { handler: Person; cause: string; from: number },
  ) {
    this.#desk = desk
    this.#course = course
    this.#told = words[course.given.language]
    this.#handler = handler
    this.#cause = cause
    this.#at = from
    const { random, end } = desk.world
    const late = course.received > end - latest && random.chance(0.4)
    this.#stays = late ? random.pick(stages) : null
  }

  run(): void {
    const { random } = this.#desk.world
    if (!this.#takeIn()) return
    if (random.chance(0.03) && this.#stays === null)
      judged(this.#desk, this.#course, this.#handler, this.#at + hour)
    else this.#goOn()
  }

  #goOn(): void {
    const { random } = this.#desk.world
    if (!this.#findOut() || !this.#answer()) return
    if (this.#stays !== 'reopened' && !this.#settle()) return
    if (this.#stays === 'reopened' || random.chance(0.025)) this.#again()
  }

  /** Given to its handler and answered the first time. */
  #takeIn(): boolean {
    const { random, end } = this.#desk.world
    const course = this.#course
    const spoken = course.given.channel !== 'web' && course.given.channel !== 'email'
    if (!this.#later(spoken ? 0.05 : 0.3)) return false
    const { parent, head } = course.given.unit
    const superior = parent?.kind === 'branch' ? parent.head : null
    const given = !spoken && superior !== null && superior !== head && random.chance(0.3)
    const read = given ? this.#desk.world.work.after(this.#at, random.long(0.6 * hour)) : this.#at
    course.assign(this.#at, this.#handler, given ? superior : this.#handler, read)
    if (given) this.#at = read
    if (this.#at > end || !this.#later(0.35 * quicker[course.given.severity]!)) return false
    course.acknowledge(this.#at, this.#told.acknowledge)
    if (!this.#later(1.5)) return false
    course.investigate(this.#at)
    return true
  }

  #findOut(): boolean {
    const { random, diary } = this.#desk.world
    const course = this.#course
    const light = course.given.severity === 1
    if (!this.#later(light ? 3 : 6)) return false
    const cause = this.#desk.causeOf(this.#cause)
    course.classify(this.#at, cause)
    const at = this.#at
    diary.plan(at, () => this.#desk.recurrence.watch(course, cause, at))
    if (this.#stays === 'waiting_customer' || random.chance(0.15)) {
      if (!this.#later(3)) return false
      course.ask(this.#at, this.#told.ask)
      if (!this.#later(12)) return false
      course.hear(this.#at, this.#told.hear)
    }
    if (random.chance(0.04)) {
      if (!this.#later(24)) return false
      course.extend(this.#at, '主管部门尚未答复，无法按期办结。', this.#told.extend)
    }
    if (!light && random.chance(0.2)) {
      if (!this.#later(8)) return false
      course.tell(this.#at, this.#told.tell)
    }
    return true
  }

  /** The answer, until the customer accepts it. */
  #answer(): boolean {
    const { random } = this.#desk.world
    const course = this.#course
    if (!this.#later(18 * quicker[course.given.severity]! + 3)) return false
    course.propose(this.#at, this.#told.propose)
    if (random.chance(0.07)) {
      if (!this.#later(8)) return false
      course.object(this.#at, this.#told.object)
      if (!this.#later(14)) return false
      course.propose(this.#at, this.#told.again)
    }
    if (!this.#later(10)) return false
    course.accept(this.#at, this.#told.accept)
    this.#rate()
    return true
  }

  #settle(): boolean {
    const { random } = this.#desk.world
    const course = this.#course
    const { claimed } = course.given
    if (claimed !== null && random.chance(0.6)) {
      if (!this.#later(2)) return false
      const at = paid(this.#desk, course, this.#handler, {
        at: this.#at,
        amount: Math.round((claimed * random.whole(2, 10)) / 1000) * 100,
      })
      if (at === null) return false
      this.#at = at
    }
    if (!this.#later(4)) return false
    return closeBooks(this.#desk, course, {
      at: this.#at,
      handler: this.#handler,
      later: () => this.#later(1) && this.#at,
    })
  }

  /** Opened again by the head of the branch, and closed again. */
  #again(): void {
    const { random, work } = this.#desk.world
    const course = this.#course
    const pause = this.#stays === 'reopened' ? hour : random.long(12 * day)
    this.#at = work.after(this.#at + pause, random.long(hour))
    const { parent } = course.given.unit
    const by: Doer | null = parent?.kind === 'branch' ? parent.head : this.#desk.headquarters.operations[0]!
    if (this.#at > this.#desk.world.end || by === null) return
    course.reopen(this.#at, this.#told.reopen, by)
    course.ended = null
    if (!this.#later(3)) return
    course.investigate(this.#at)
    if (!this.#later(16)) return
    course.propose(this.#at, this.#told.again)
    if (!this.#later(8)) return
    course.accept(this.#at, this.#told.accept)
    if (this.#later(3)) course.close(this.#at)
  }

  #rate(): void {
    const { random, end } = this.#desk.world
    const { channel, unit, id } = this.#course.given
    const at = this.#at + random.whole(1, 20) * minute
    if (channel !== 'web' || at > end || !random.chance(0.4)) return
    const stars = { 1: 1, 2: 1, 3: 2, 4: 5, 5: 7 }
    this.#desk.sheets.ratings.add({
      ...{ org_id: unit.id, complaint_id: id, stars: Number(random.weighed(stars)), rated_at: new Date(at) },
    })
    this.#course.note(at, 'rate', null)
  }

  /** Goes on by some working hours; false once the simulated years are over, or where it lies. */
  #later(hours: number): boolean {
    const { random, work, end } = this.#desk.world
    if (this.#course.state === this.#stays) return false
    this.#at = work.after(this.#at, minute + random.long(hours * hour))
    return this.#at <= end
  }
}

/** As far as a day of the calendar says it. */
export const dayLater = (at: number, days: number): string => dayAt(at + days * day)
