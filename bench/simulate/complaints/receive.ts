import { day, dayAt, hour, minute } from '../days.ts'
import { personName } from '../network/names.ts'
import { deskOf, isOpen, type Person, type Unit } from '../network/unit.ts'
import { sumUp } from '../random.ts'
import { Course, type Received, subjectType } from './course.ts'
import type { Desk } from './desk.ts'
import { Story } from './story.ts'
import { customerCompany, describe, pickMatter } from './words.ts'

const channels = { web: 42, phone: 27, counter: 11, email: 8, hotline: 12 }
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
type Earlier = { id: string; number: string; unit: Unit; at: number; until: number }

/** Takes in what comes in on a day, and lets each go its way. */
export class Intake {
  readonly #desk: Desk
  readonly #units: Unit[]
  readonly #places
  /** What came in last at each organisation, which a duplicate is merged with. */
  readonly #earlier = new Map<Unit, Earlier>()
  readonly #weak = new Map<Unit, string>()

  constructor(desk: Desk, units: Unit[]) {
    this.#desk = desk
    this.#units = units.filter(({ kind }) => kind !== 'region')
    this.#places = sumUp(this.#units.map(({ weight }) => weight))
  }

  /** One complaint, received at that instant. */
  receive(at: number): void {
    const { random } = this.#desk.world
    const unit = this.#pickUnit(at)
    if (!unit) return
    const given = this.#given(unit, at)
    const course = new Course(this.#desk, given)
    const chance = random.unit()
    const earlier = this.#earlier.get(unit)
    const [handler, cause] = [this.#handlerFor(unit, given), this.#causeFor(unit)]
    if (chance < 0.02 && earlier && earlier.at > at - 7 * day) this.#merge(course, earlier)
    else if (chance < 0.035) this.#transfer(course, cause)
    else if (handler) new Story(this.#desk, course, { handler, cause, from: at }).run()
    this.#finish(course)
  }

  #pickUnit(at: number): Unit | undefined {
    const { random } = this.#desk.world
    for (let n = 0; n < 50; n++) {
      const unit = this.#units[this.#places.at(random.unit())]!
      if (isOpen(unit, at)) return unit
    }
    return this.#units.find((unit) => isOpen(unit, at))
  }

  #given(unit: Unit, at: number): Received {
    const { random, numbers } = this.#desk.world
    const matter = pickMatter(random, Number(dayAt(at).slice(5, 7)))
    const id = random.id(at)
    const service = at - random.long(4 * day) - hour
    const year = dayAt(at).slice(0, 4)
    const series = { series: subjectType, period: year, subject_type: subjectType, subject_id: id }
    const number = numbers.next(series, (n) => `TS-${year}-${String(n).padStart(6, '0')}`)
    const company = customerCompany(random, unit.city)
    const there = [...unit.staff, ...(unit.head ? [unit.head] : [])].filter(
      (one) => one.from <= service && (one.until ?? at) >= service,
    )
    const { language, subject, kind, service_key } = matter
    const severity = random.chance(0.25)
      ? (Math.max(1, matter.severity - 1) as 1 | 2 | 3 | 4)
      : matter.severity
    return {
      ...{
        unit,
        at,
        id,
        number,
        channel: random.weighed(channels),
        kind,
        severity,
        subject,
        language,
        service_key,
      },
      description: describe(random, matter.description, { language, company }),
      service_on: dayAt(Math.max(service, unit.started)),
      staff: there.length > 0 && random.chance(0.4) ? random.pick(there) : null,
      claimed:
        matter.claimed && random.chance(0.7)
          ? Math.round((matter.claimed * random.whole(2, 12)) / 10_000) * 1000
          : null,
      came_from: null,
    }
  }

  #handlerFor(unit: Unit, { staff, at }: Received): Person | undefined {
    const able = deskOf(unit).filter((one) => one !== staff && one.from <= at && (one.until ?? at) >= at)
    return able.length > 0 ? this.#desk.world.random.pick(able) : undefined
  }

  /** Each place has what goes wrong there more often than elsewhere. */
  #causeFor(unit: Unit): string {
    const { random } = this.#desk.world
    const weak = this.#weak.get(unit) ?? random.pick(this.#desk.causes).key
    this.#weak.set(unit, weak)
    return random.chance(0.2) ? weak : random.pick(this.#desk.causes).key
  }

  #merge(course: Course, earlier: Earlier): void {
    const { world } = this.#desk
    const at = world.work.after(course.received, minute + world.random.long(2 * hour))
    if (at > world.end || at > earlier.until) return
    const head = earlier.unit.parent?.kind === 'branch' ? earlier.unit.parent.head : null
    const by = head ?? this.#desk.headquarters.operations[0]!
    course.merge(at, earlier, by)
    const about = {
      org_id: earlier.unit.id,
      subject_type: subjectType,
      subject_id: earlier.id,
      number: earlier.number,
    }
    world.diary.note({
      ...{ ...about, at, action: 'complaints.complaint.take_in', by, title: course.given.subject },
      diff: { merged: [null, course.given.number] },
    })
    this.#desk.sheets.messages.add({
      ...{
        org_id: earlier.unit.id,
        id: world.random.id(at),
        complaint_id: earlier.id,
        kind: 'from_customer',
      },
      ...{ text: course.given.description, author_id: by.id, created_at: new Date(at) },
    })
  }

  /** It was about another organisation of the same branch: there it goes on, under its number and with its time. */
  #transfer(course: Course, cause: string): void {
    const { world, headquarters } = this.#desk
    const { given } = course
    const at = world.work.after(given.at, minute + world.random.long(3 * hour))
    const target = this.#units[this.#places.at(world.random.unit())]!
    const handler = this.#handlerFor(target, given)
    if (at > world.end || target === given.unit || !isOpen(target, given.at) || !handler) return
    // Its service lies before that place began: it can't have been theirs.
    if (given.service_on < dayAt(target.started)) return
    const id = world.random.id(at)
    const by = world.random.pick(headquarters.operations)
    const reason = '经核对，该项服务由另一机构办理。'
    course.transfer(at, { id, name: target.name }, reason, by)
    const there = new Course(this.#desk, { ...given, unit: target, id, staff: null, came_from: given.id })
    there.note(at, 'take_over', by, { note: reason })
    new Story(this.#desk, there, { handler, cause, from: at }).run()
    this.#finish(there)
  }

  #finish(course: Course): void {
    const { world, sheets, tasks } = this.#desk
    const { random } = world
    const { unit, id, number, at, language, subject } = course.given
    course.write(Array.from({ length: 10 }, () => random.pick([...letters])).join(''))
    if (course.state !== 'transferred') {
      this.#desk.find({ ...course.given, org_id: unit.id })
      const known = random.chance(0.93)
      const { name } = personName(random)
      const reached = random.chance(0.75)
      sheets.complainants.add({
        ...{ org_id: unit.id, complaint_id: id, language, name: known ? name : null },
        phone: known && reached ? `13${random.whole(100_000_000, 999_999_999)}` : null,
        email: known && !reached ? `kehu${random.whole(1000, 999_999)}@customer.example` : null,
      })
    }
    const waits = {
      org_id: unit.id,
      subject_type: subjectType,
      subject_id: id,
      title: subject,
      link: `/complaints/${id}`,
    }
    const head = unit.parent?.kind === 'branch' ? unit.parent.head : null
    const superior = head ?? this.#desk.headquarters.operations[0]!
    const closed = course.ended?.at ?? null
    if (course.handler)
      tasks.add({
        ...{ ...waits, person_id: course.handler.id, kind: 'complaints.complaint.task.handle', opened: at },
        ...{ due: course.due, closed, outcome: course.ended?.outcome ?? 'done' },
      })
    else if (closed === null)
      tasks.add({
        ...waits,
        person_id: superior.id,
        kind: 'complaints.complaint.task.assign',
        opened: at,
        due: course.due,
        closed,
      })
    if (course.state !== 'merged' && course.state !== 'transferred')
      this.#earlier.set(unit, { id, number, unit, at, until: closed ?? world.end })
  }
}
