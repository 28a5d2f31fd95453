import type { Insertable } from 'kysely'
import {
  type Clock,
  dueAt,
  limitClock,
  pauseClock,
  resumeClock,
  startClock,
  stopClock,
  warnAt,
} from '../../../../src/chapters/complaints/clocks/clock.ts'
import { checkDay } from '../../../../src/chapters/complaints/complaint/handling/remedy.ts'
import {
  type Action,
  complaintLifecycle,
  type State,
} from '../../../../src/chapters/complaints/complaint/life/lifecycle.ts'
import type { Diff } from '../../../../src/chapters/complaints/complaint/life/move.ts'
import { subjectOf } from '../../../../src/chapters/complaints/complaint/life/row.ts'
import type { ClockKind } from '../../../../src/chapters/complaints/complaint/words/contract.ts'
import { limitsOf, type Times } from '../../../../src/chapters/complaints/limits/limits-of.ts'
import { type Actor, system } from '../../../../src/kernel/access/actor.ts'
import { addDays, dayIn } from '../../../../src/kernel/calendar/working-days.ts'
import { newId } from '../../../../src/kernel/db/new-id.ts'
import type { InEveryLanguage } from '../../../../src/kernel/language/contract.ts'
import { next } from '../../../../src/kernel/lifecycle/lifecycle.ts'
import type { TrailAct } from '../../../../src/kernel/trail/write.ts'
import type { DB } from '../../../types.ts'
import { castId } from '../../cast.ts'
import { actorOf } from '../act-as.ts'
import type { Made, Step } from './script.ts'

type Kept = Clock & { warned_at: Date | null; overdue_at: Date | null }
type Row = Insertable<DB['complaints.complaint']>

/** What everybody who books needs to know of the company. */
export type House = {
  times: Times
  currency: string
  causes: Map<string, { version: number; title: InEveryLanguage }>
}

type Kind = 'to_customer' | 'from_customer' | 'from_other' | 'note'

/**
 * A complaint as the acts of its script leave it, put together without asking the database: the same lifecycle, clocks
 * and limits decide, and each act leaves the entry it leaves in the trail. `booked.test.ts` compares it with the acts
 * themselves. Left out is what nobody looks back at: tasks that were done, mails that were sent.
 */
export class Booked {
  readonly id = newId()
  readonly made: Made
  readonly acts: TrailAct[] = []
  readonly messages: Insertable<DB['complaints.message']>[] = []
  readonly duplicates: Booked[] = []
  remedy: Insertable<DB['complaints.remedy']> | null = null
  rating: Insertable<DB['complaints.rating']> | null = null
  number = ''
  private readonly house: House
  private readonly clocks = new Map<ClockKind, Kept>()
  private state: State = 'received'
  private version = 1
  private extensions = 0
  private objections = 0
  private fields: Partial<Row> = {}

  constructor(house: House, made: Made) {
    this.house = house
    this.made = made
    const { channel, at, matter } = made
    this.record({ at, actor: system }, 'create', {
      channel: [null, channel],
      severity: [null, matter.severity],
    })
    const limits = this.limits()
    for (const kind of ['response', 'resolution'] as const) this.keep(at, kind, startClock(limits[kind], at))
  }

  do(step: Step): void {
    this.escalate(step.at)
    const { at, by } = step
    const who = { at, actor: actorOf(by) }
    switch (step.does) {
      case 'assign':
        this.assign(who, by)
        break
      case 'investigate':
        this.move(who, 'investigate')
        break
      case 'acknowledge':
        this.move(who, 'acknowledge', { acknowledged_at: at })
        this.say(who, 'to_customer', step.text)
        this.turn(at, ['response'], stopClock)
        this.restartUpdates(at)
        break
      case 'ask':
        this.move(who, 'ask')
        this.say(who, 'to_customer', step.text)
        this.restartUpdates(at)
        this.turn(at, ['update', 'resolution'], pauseClock)
        break
      case 'hear':
      case 'object':
        if (step.does === 'object') this.objections += 1
        this.move(who, step.does)
        this.say(who, 'from_customer', step.text)
        this.turn(at, ['update', 'resolution'], resumeClock)
        break
      case 'tell':
        this.move(who, 'tell')
        this.say(who, 'to_customer', step.text)
        this.restartUpdates(at)
        break
      case 'propose':
        this.move(who, 'propose', { answer: step.text })
        this.say(who, 'to_customer', step.text)
        this.turn(at, ['update', 'resolution'], pauseClock)
        break
      case 'accept':
        this.move(who, 'accept', { resolved_at: at })
        this.say(who, 'from_customer', step.text)
        this.turn(at, ['response', 'update', 'resolution'], stopClock)
        break
      case 'classify':
        this.classify(who, step.cause_key)
        break
      case 'extend':
        this.extend(who, step)
        break
      case 'compensate': {
        const diff: Diff = { compensated: [null, step.amount] }
        this.move(who, 'compensate', { compensated: step.amount }, { diff })
        this.say(who, 'note', step.reason)
        break
      }
      case 'remedy':
        this.remedy = {
          ...{ org_id: this.made.desk.id, complaint_id: this.id, method: 'five_why', due_on: step.due_on },
          ...{ root_cause: step.root_cause, action: step.action, owner_id: castId(step.owner) },
        }
        this.move(who, 'remedy', {}, { diff: { due_on: [null, step.due_on] } })
        break
      case 'close':
        this.close(who, by)
        break
      case 'take_in':
        this.takeIn(who, step.duplicate)
        break
      case 'rate':
        this.rating = {
          ...{ org_id: this.made.desk.id, complaint_id: this.id, stars: step.stars, rated_at: at },
        }
        this.record({ at, actor: system }, 'rate', { stars: [null, step.stars] })
        break
      case 'check':
        this.check(step)
        break
      default:
        throw new Error(`${step.does} is told, not booked`)
    }
  }

  /** As it stands in its table, once it has its number. */
  row(hash: string): Row {
    const { desk, matter, at, channel, service_on, staff_id } = this.made
    const due = [...this.clocks.values()].flatMap((clock) => dueAt(desk.calendar, clock) ?? [])
    const { kind, severity, subject, description, service_key, claimed } = matter
    return {
      ...{ org_id: desk.id, id: this.id, number: this.number, state: this.state, version: this.version },
      ...{ channel, kind, severity, subject, description, service_key, claimed, service_on, staff_id },
      ...{ currency: this.house.currency, extensions: this.extensions, objections: this.objections },
      ...{ received_at: at, tracking_hash: hash },
      ...(due.length > 0
        ? { next_due_at: new Date(Math.min(...due.map((one) => one.getTime()))) }
        : { next_due_at: '9999-12-31T00:00:00Z' }),
      ...{ handler_id: null, assigned_at: null, read_at: null, acknowledged_at: null, resolved_at: null },
      ...{ closed_at: null, closed_by: null, answer: null, cause_key: null, cause_version: null },
      ...{ compensated: null, went_to: null },
      ...this.fields,
    }
  }

  clockRows(): Insertable<DB['complaints.clock']>[] {
    const { desk } = this.made
    return [...this.clocks].map(([kind, clock]) => ({
      ...{ org_id: desk.id, complaint_id: this.id, kind, ...clock },
      ...{ due_at: dueAt(desk.calendar, clock), warn_at: dueAt(desk.calendar, clock, warnAt) },
    }))
  }

  private assign(who: Who, by: Step['by']): void {
    next(complaintLifecycle, this.state, 'assign', [])
    this.version += 1
    const handler_id = castId(by)
    Object.assign(this.fields, { handler_id, assigned_at: who.at, read_at: who.at })
    this.record(who, 'assign', { handler: [null, who.actor.name] })
  }

  private classify(who: Who, cause_key: string): void {
    next(complaintLifecycle, this.state, 'edit', [])
    const { version, title } = this.house.causes.get(cause_key)!
    Object.assign(this.fields, { cause_key, cause_version: version })
    this.version += 1
    this.record(who, 'edit', { cause: [null, title] })
  }

  private extend(who: Who, { reason, notice }: { reason: string; notice: string }): void {
    const extensions = this.extensions + 1
    this.move(who, 'extend', {}, { diff: { extensions: [this.extensions, extensions] } })
    this.say(who, 'note', reason)
    this.extensions = extensions
    this.say(who, 'to_customer', notice)
    const limits = this.limits()
    for (const [kind, clock] of this.clocks)
      if (clock.stopped_at === null) this.keep(who.at, kind, limitClock(clock, limits[kind]))
  }

  private close(who: Who, by: Step['by']): void {
    this.move(who, 'close', { closed_at: who.at, closed_by: castId(by) })
    if (this.remedy)
      this.remedy.check_on = checkDay(dayAfter(who.at, 0, this.made.desk.calendar.time_zone), {
        due_on: String(this.remedy.due_on),
      })
  }

  private takeIn(who: Who, given: Omit<Made, 'desk'>): void {
    const other = new Booked(this.house, { ...given, desk: this.made.desk })
    this.duplicates.push(other)
    other.escalate(who.at)
    other.turn(who.at, ['response', 'update', 'resolution'], stopClock)
    // Its number is given later: the entries that name it are written then.
    other.move(who, 'merge', { went_to: this.id }, { diff: { into: [null, this.id] } })
    const { phone, email } = given.customer
    const same = [phone && phone === this.made.customer.phone, email && email === this.made.customer.email]
    const kind = same.some(Boolean) ? 'from_customer' : 'from_other'
    this.say({ ...who, at: given.at }, kind, given.matter.description, other.id)
    this.record(who, 'take_in', { merged: [null, other.id] })
  }

  private check({ at, effective, finding }: Extract<Step, { does: 'check' }>): void {
    const by = 'he.chuan'
    Object.assign(this.remedy!, {
      ...{ asked_at: at, effective, finding, checked_at: at, checked_by: castId(by) },
    })
    this.record({ at, actor: system }, 'ask_check')
    this.record({ at, actor: actorOf(by) }, 'check', { effective: [null, effective] })
  }

  private move(who: Who, action: Action, set: Partial<Row> = {}, more: { diff?: Diff } = {}): void {
    const state = next(complaintLifecycle, this.state, action, [])
    const turned: Diff = state === this.state ? {} : { state: [this.state, state] }
    this.state = state
    this.version += 1
    Object.assign(this.fields, set)
    this.record(who, action, { ...turned, ...more.diff })
  }

  private say({ at, actor }: Who, kind: Kind, text: string, merged: string | null = null): void {
    this.messages.push({
      ...{
        org_id: this.made.desk.id,
        id: newId(),
        complaint_id: this.id,
        kind,
        text,
        merged,
        created_at: at,
      },
      author_id: kind.startsWith('from_') ? null : actor.person_id,
    })
  }

  private record({ at, actor }: Who, verb: string, diff: Diff = {}): void {
    const { desk, matter } = this.made
    this.acts.push({
      ...{ at, actor, request_id: newId() },
      entry: {
        action: `complaints.complaint.${verb}`,
        ...subjectOf({ org_id: desk.id, id: this.id }),
        ...{ title: matter.subject, diff },
      },
    })
  }

  private limits() {
    const { matter, at, desk } = this.made
    const given = { severity: matter.severity, received_at: at, extensions: this.extensions }
    return limitsOf(desk.calendar, given, this.house.times)
  }

  private restartUpdates(at: Date): void {
    this.keep(at, 'update', startClock(this.limits().update, at))
  }

  private turn(at: Date, kinds: ClockKind[], step: typeof stopClock): void {
    for (const [kind, clock] of this.clocks)
      if (kinds.includes(kind)) this.keep(at, kind, step(this.made.desk.calendar, clock, at))
  }

  private keep(at: Date, kind: ClockKind, clock: Clock): void {
    const { calendar } = this.made.desk
    const known = this.clocks.get(kind)
    const later = (due: Date | null) => due !== null && due > at
    this.clocks.set(kind, {
      ...clock,
      warned_at: later(dueAt(calendar, clock, warnAt)) ? null : (known?.warned_at ?? null),
      overdue_at: later(dueAt(calendar, clock)) ? null : (known?.overdue_at ?? null),
    })
  }

  /** The superiors heard within the minute when four fifths and when all of a clock was gone. */
  private escalate(until: Date): void {
    const { calendar } = this.made.desk
    const told = (at: Date | null) => at !== null && at <= until
    for (const [kind, clock] of this.clocks) {
      const [warn, due] = [dueAt(calendar, clock, warnAt), dueAt(calendar, clock)]
      if (told(warn) && clock.warned_at === null) {
        clock.warned_at = minuteAfter(warn!)
        this.sayGone(clock.warned_at, kind, 'soon')
      }
      if (told(due) && clock.overdue_at === null) {
        clock.overdue_at = minuteAfter(due!)
        this.sayGone(clock.overdue_at, kind, 'overdue')
      }
    }
  }

  private sayGone(at: Date, kind: ClockKind, stage: 'soon' | 'overdue'): void {
    this.record({ at, actor: system }, 'escalate', { clock: [null, kind], stage: [null, stage] })
  }
}

type Who = { at: Date; actor: Actor }

const minuteAfter = (at: Date) => new Date(Math.ceil((at.getTime() + 1) / 60_000) * 60_000)
const dayAfter = (at: Date, days: number, time_zone: string) => addDays(dayIn(time_zone, at), days)
