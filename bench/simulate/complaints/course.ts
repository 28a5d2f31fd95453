import type { ClockKind } from '../../../src/chapters/complaints/complaint/words/contract.ts'
import type { Language } from '../../../src/kernel/language/contract.ts'
import { hashOfCode } from '../../../src/kernel/pages/secret-code.ts'
import { date } from '../days.ts'
import type { Person, Unit } from '../network/unit.ts'
import type { Doer } from '../trail.ts'
import type { Desk } from './desk.ts'
import { Ticking } from './ticking.ts'

const far = Date.parse('9999-12-31T00:00:00Z')
export const subjectType = 'complaints.complaint'

/** What somebody complained of. */
export type Received = {
  unit: Unit
  at: number
  number: string
  id: string
  channel: 'web' | 'phone' | 'counter' | 'email' | 'hotline'
  kind: string
  severity: 1 | 2 | 3 | 4
  subject: string
  description: string
  service_key: string
  service_on: string
  staff: Person | null
  claimed: number | null
  language: Language
  came_from: string | null
}
type Diff = Record<string, [unknown, unknown]>

/** One complaint on its way: each act changes it as the product's act of that name does, and leaves the trail entry. */
export class Course {
  readonly given: Received
  readonly #desk: Desk
  state = 'received'
  version = 1
  handler: Person | null = null
  answer: string | null = null
  cause: string | null = null
  compensated: number | null = null
  extensions = 0
  reopenings = 0
  objections = 0
  went_to: string | null = null
  acknowledged_at: number | null = null
  resolved_at: number | null = null
  closed_at: number | null = null
  ended: { at: number; outcome: 'done' | 'cancelled' } | null = null
  readonly #clocks = new Map<ClockKind, Ticking>()
  #assigned_at: number | null = null
  #read_at: number | null = null
  #closed_by: Doer | null = null

  constructor(desk: Desk, given: Received) {
    this.given = given
    this.#desk = desk
    const { at, severity } = given
    for (const kind of ['response', 'resolution'] as const)
      this.#start(kind, this.#limits(severity)[kind], at)
    const diff: Diff = { channel: [null, given.channel], severity: [null, severity] }
    if (given.came_from === null) this.note(at, 'create', null, { diff })
  }

  get received(): number {
    return this.given.at
  }

  assign(at: number, handler: Person, by: Doer, read: number | null): void {
    this.handler = handler
    this.#assigned_at = at
    this.#read_at = read !== null && read <= this.#desk.world.end ? read : null
    this.version += 1
    this.note(at, 'assign', by, { diff: { handler: [null, handler.name] } })
    if (read !== null && read > at) this.note(read, 'mark_read', handler)
  }

  acknowledge(at: number, text: string): void {
    this.acknowledged_at = at
    this.#move(at, 'acknowledge', 'acknowledged')
    this.say(at, 'to_customer', text)
    this.#clock('response').stop(at)
    this.#owe(at)
  }

  investigate(at: number): void {
    this.#move(at, 'investigate', 'investigating')
  }

  classify(at: number, cause: { key: string; title: string }): void {
    this.cause = cause.key
    this.version += 1
    this.note(at, 'edit', this.handler, { diff: { cause_key: [null, cause.title] } })
  }

  extend(at: number, reason: string, notice: string): void {
    this.extensions += 1
    this.#move(at, 'extend', this.state, {
      diff: { extensions: [this.extensions - 1, this.extensions] },
      note: reason,
    })
    this.say(at, 'to_customer', notice)
    for (const clock of this.#clocks.values())
      if (clock.stopped_at === null) clock.limit_ms = this.#limits(this.given.severity)[clock.kind]
  }

  ask(at: number, text: string): void {
    this.#move(at, 'ask', 'waiting_customer')
    this.say(at, 'to_customer', text)
    this.#owe(at)
    this.#pause(at)
  }

  hear(at: number, text: string): void {
    this.#move(at, 'hear', 'investigating')
    this.say(at, 'from_customer', text)
    this.#resume(at)
  }

  tell(at: number, text: string): void {
    this.#move(at, 'tell', this.state)
    this.say(at, 'to_customer', text)
    this.#owe(at)
  }

  propose(at: number, text: string): void {
    this.answer = text
    this.#move(at, 'propose', 'proposed')
    this.say(at, 'to_customer', text)
    this.#pause(at)
  }

  object(at: number, text: string): void {
    this.objections += 1
    this.#move(at, 'object', 'investigating')
    this.say(at, 'from_customer', text)
    this.#resume(at)
  }

  accept(at: number, text: string): void {
    this.resolved_at = at
    this.#move(at, 'accept', 'resolved')
    this.say(at, 'from_customer', text)
    this.#stop(at)
  }

  compensate(at: number, amount: number, reason: string, by: Doer | null): void {
    this.#move(at, 'compensate', this.state, { diff: { compensated: [null, amount] }, note: reason, by })
    this.compensated = amount
  }

  remedy(at: number, due_on: string): void {
    this.#move(at, 'remedy', this.state, { diff: { due_on: [null, due_on] } })
  }

  close(at: number): void {
    this.closed_at = at
    this.#closed_by = this.handler
    this.#move(at, 'close', 'closed')
    this.ended = { at, outcome: 'done' }
  }

  reopen(at: number, text: string, by: Doer): void {
    this.reopenings += 1
    this.resolved_at = null
    this.closed_at = null
    this.#closed_by = null
    this.#move(at, 'reopen', 'reopened', { note: text, by })
    this.say(at, 'note', text, by)
    this.#resume(at)
  }

  dismiss(at: number, reason: string, by: Doer): void {
    this.#move(at, 'dismiss', 'unfounded', { note: reason, by })
    this.#stop(at)
    this.ended = { at, outcome: 'cancelled' }
  }

  merge(at: number, into: { id: string; number: string }, by: Doer): void {
    this.went_to = into.id
    this.#move(at, 'merge', 'merged', { diff: { into: [null, into.number] }, by })
    this.#stop(at)
    this.ended = { at, outcome: 'cancelled' }
  }

  transfer(at: number, to: { id: string; name: string }, reason: string, by: Doer): void {
    this.went_to = to.id
    this.#stop(at)
    this.#move(at, 'transfer', 'transferred', { diff: { organisation: [null, to.name] }, note: reason, by })
    this.ended = { at, outcome: 'cancelled' }
  }

  say(
    at: number,
    kind: 'note' | 'to_customer' | 'from_customer',
    text: string,
    by: Doer | null = this.handler,
  ): void {
    const { unit, id: complaint_id } = this.given
    this.#desk.sheets.messages.add({
      ...{ org_id: unit.id, id: this.#desk.world.random.id(at), complaint_id, kind, text },
      ...{ author_id: by?.id ?? null, created_at: date(at) },
    })
  }

  note(at: number, verb: string, by: Doer | null, more: { diff?: Diff; note?: string | null } = {}): void {
    const { unit, id, number, subject } = this.given
    const about = { org_id: unit.id, subject_type: subjectType, subject_id: id, number, title: subject }
    this.#desk.world.diary.note({ ...about, at, action: `complaints.complaint.${verb}`, by, ...more })
  }

  /** As it stands at the end of the simulated years. */
  write(code: string): void {
    const { unit, at, staff, came_from, language: _language, ...facts } = this.given
    const { sheets, world } = this.#desk
    const transferred = this.state === 'transferred'
    const due = Math.min(far, ...[...this.#clocks.values()].map((clock) => clock.due()))
    const when = (time: number | null) => (time === null ? null : date(time))
    sheets.complaints.add({
      ...{
        ...facts,
        org_id: unit.id,
        state: this.state,
        staff_id: staff?.id ?? null,
        came_from,
        currency: 'CNY',
      },
      ...{
        cause_key: this.cause,
        cause_version: this.cause === null ? null : 1,
        compensated: this.compensated,
      },
      ...{
        handler_id: this.handler?.id ?? null,
        assigned_at: when(this.#assigned_at),
        read_at: when(this.#read_at),
      },
      unread_due_at:
        this.#assigned_at === null || this.#read_at === this.#assigned_at
          ? null
          : date(world.work.after(this.#assigned_at, 4 * 3_600_000)),
      ...{
        next_due_at: date(due),
        extensions: this.extensions,
        reopenings: this.reopenings,
        objections: this.objections,
        received_at: date(at),
      },
      ...{
        received_by: null,
        acknowledged_at: when(this.acknowledged_at),
        resolved_at: when(this.resolved_at),
      },
      ...{ closed_at: when(this.closed_at), closed_by: this.#closed_by?.id ?? null, answer: this.answer },
      ...{ went_to: this.went_to, version: this.version },
      tracking_hash: transferred ? null : hashOfCode(facts.number, code),
    })
    for (const clock of this.#clocks.values())
      sheets.clocks.add({ org_id: unit.id, complaint_id: facts.id, ...clock.row(world.end) })
  }

  /** When the next of its clocks is due; null where none runs. */
  get due(): number | null {
    const due = Math.min(far, ...[...this.#clocks.values()].map((clock) => clock.due()))
    return due === far ? null : due
  }

  #move(
    at: number,
    verb: string,
    to: string,
    {
      by = this.handler,
      diff = {},
      note = null,
    }: { by?: Doer | null; diff?: Diff; note?: string | null } = {},
  ) {
    const turned: Diff = to === this.state ? {} : { state: [this.state, to] }
    const all = { ...turned, ...diff }
    this.state = to
    this.version += 1
    this.note(at, verb, by, { ...(Object.keys(all).length > 0 ? { diff: all } : {}), note })
  }

  #limits(severity: number) {
    return this.#desk.limits({ severity, at: this.given.at, extensions: this.extensions })
  }

  #start(kind: ClockKind, limit: number, at: number): void {
    this.#clocks.set(kind, new Ticking(this.#desk.world.work, kind, { limit, at }))
  }

  #clock(kind: ClockKind): Ticking {
    return this.#clocks.get(kind)!
  }

  /** The customer has heard: the next word is owed from now on. */
  #owe(at: number): void {
    this.#start('update', this.#limits(this.given.severity).update, at)
  }

  #pause(at: number): void {
    for (const clock of this.#clocks.values()) if (clock.kind !== 'response') clock.pause(at)
  }

  #resume(at: number): void {
    for (const clock of this.#clocks.values()) if (clock.kind !== 'response') clock.resume(at)
  }

  #stop(at: number): void {
    for (const clock of this.#clocks.values()) clock.stop(at)
  }
}
