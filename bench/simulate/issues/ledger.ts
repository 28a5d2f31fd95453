import type { Severity } from '../../../src/kernel/issues/contract.ts'
import { raise } from '../../../src/kernel/issues/repeat.ts'
import { vectorOf } from '../../../src/kernel/search/words.ts'
import { day, dayAt, hour, minute, startOf } from '../days.ts'
import { type AnySheet, Sheet } from '../load/sheet.ts'
import type { NetworkSheets } from '../network/sheets.ts'
import type { Person, Unit } from '../network/unit.ts'
import type { Tasks } from '../tasks.ts'
import type { Doer } from '../trail.ts'
import type { World } from '../world.ts'

type Opening = {
  unit: Unit
  at: number
  kind: string
  params: Record<string, unknown>
  title: string
  description: string
  severity: Severity
  clause: string
  source: string
  by: Doer | null
  subject_type: string
  subject_id: string | null
  link: string | null
  /** Who puts it right where nobody heads the organisation. */
  handler: Person | null
}
type Earlier = { id: string; number: string; at: number }

/** The issue ledger: what was found, put right, verified and closed, or is under way. */
export class Ledger {
  readonly issues = new Sheet('kernel.issue', [
    ...([
      'org_id',
      'id',
      'number',
      'kind',
      'params',
      'title',
      'severity',
      'clause',
      'subject_type',
      'subject_id',
    ] as const),
    ...([
      'link',
      'responsible_id',
      'due_on',
      'state',
      'opened_at',
      'opened_by',
      'closed_at',
      'version',
    ] as const),
    ...([
      'source',
      'description',
      'nominal_due_on',
      'original_nominal_on',
      'original_due_on',
      'plan',
    ] as const),
    ...([
      'summary',
      'submitted_by',
      'verified_by',
      'closed_by',
      'notified_at',
      'submitted_at',
      'verified_at',
    ] as const),
    ...(['repeat_of', 'reminded'] as const),
  ])
  readonly measures = new Sheet('kernel.issue_measure', [
    ...([
      'org_id',
      'id',
      'issue_id',
      'position',
      'what',
      'person_id',
      'due_on',
      'done_at',
      'done_by',
    ] as const),
  ])
  readonly evidence = new Sheet('kernel.issue_evidence', [
    ...(['org_id', 'id', 'issue_id', 'link', 'note', 'added_by', 'added_at'] as const),
  ])
  readonly #world: World
  readonly #network: NetworkSheets
  readonly #tasks: Tasks
  readonly #verifiers: Doer[]
  readonly #days: number
  readonly #last = new Map<string, Earlier>()

  constructor(given: {
    world: World
    network: NetworkSheets
    tasks: Tasks
    verifiers: Doer[]
    days: number
  }) {
    this.#world = given.world
    this.#network = given.network
    this.#tasks = given.tasks
    this.#verifiers = given.verifiers
    this.#days = given.days
  }

  get all(): AnySheet[] {
    return [this.issues, this.measures, this.evidence]
  }

  /** Opens one and lets it go its way. Called in the order of time: numbers follow it. */
  open({ unit, at, by, handler, ...given }: Opening): Earlier {
    const { random, numbers, work, end } = this.#world
    const id = random.id(at)
    const year = dayAt(at).slice(0, 4)
    const series = { series: 'issues.issue', period: year, subject_type: 'issue', subject_id: id }
    const number = numbers.next(series, (n) => `WT-${year}-${String(n).padStart(4, '0')}`)
    const key = `${unit.id} ${given.clause}`
    const earlier = this.#last.get(key)
    const repeats = earlier && earlier.at > at - 365 * day ? earlier : undefined
    const issue = { id, number, at }
    this.#last.set(key, issue)
    const severity = repeats ? raise(given.severity) : given.severity
    const nominal = dayAt(at + this.#days * day)
    const due_on = this.#workingDay(nominal)
    const owner = unit.head ?? handler
    const about = { org_id: unit.id, subject_type: 'issue', subject_id: id, number, title: given.title }
    const note = (when: number, verb: string, who: Doer | null, more: object = {}) =>
      this.#world.diary.note({ ...about, at: when, action: `issues.issue.${verb}`, by: who, ...more })
    const opened: Record<string, [unknown, unknown]> = {
      ...{ clause: [null, given.clause], severity: [null, severity], due_on: [null, due_on] },
      ...(repeats ? { repeat_of: [null, repeats.number] } : {}),
    }
    note(at, 'open', by, { diff: opened })
    const course = this.#run({ unit, id, at, owner, due_on, note })
    this.issues.add({
      ...{
        org_id: unit.id,
        id,
        number,
        kind: given.kind,
        params: JSON.stringify(given.params),
        title: given.title,
        severity,
      },
      ...{ clause: given.clause, subject_type: given.subject_type, subject_id: given.subject_id ?? id },
      ...{
        link: given.link ?? `/issues/${id}`,
        responsible_id: owner?.id ?? null,
        due_on,
        nominal_due_on: nominal,
      },
      ...{
        original_nominal_on: nominal,
        original_due_on: due_on,
        opened_at: new Date(at),
        opened_by: by?.id ?? null,
      },
      ...{
        source: given.source,
        description: given.description,
        notified_at: new Date(at),
        repeat_of: repeats?.id ?? null,
      },
      ...{ ...course.row, reminded: startOf(due_on) < end ? ['before', 'on', 'after'] : [] },
    })
    if (course.waits)
      this.#tasks.add({
        ...{
          org_id: unit.id,
          person_id: course.waits.who.id,
          kind: `issues.task.${course.waits.kind}`,
          subject_type: 'issue',
        },
        ...{ subject_id: id, title: given.title, link: `/issues/${id}`, opened: course.at, closed: null },
        due: work.after(startOf(due_on), 8 * hour),
      })
    const words = vectorOf([
      { text: given.title, weight: 'A' },
      { text: number, weight: 'B' },
      { text: given.description, weight: 'D' },
    ])
    this.#network.entries.add({
      ...{ org_id: unit.id, id, subject_type: 'issues.issue', title: given.title, title_en: null, number },
      ...{ link: `/issues/${id}`, words, updated_at: new Date(at), came_at: new Date(at) },
    })
    return issue
  }

  /** Plan, measure, evidence, verification and closing, as far as the simulated years go. */
  #run({
    unit,
    id,
    at,
    owner,
    due_on,
    note,
  }: {
    unit: Unit
    id: string
    at: number
    owner: Doer | null
    due_on: string
    note: Note
  }) {
    const { random, work, end } = this.#world
    const verifier = random.pick(this.#verifiers)
    const row: Course = { state: 'notified', version: 1, plan: '', summary: '', closed_at: null }
    let now = at
    const later = (hours: number) => {
      now = work.after(now, minute + random.long(hours * hour))
      return now <= end
    }
    const move = (verb: string, to: string, by: Doer, more: object = {}) => {
      note(now, verb, by, { diff: { state: [row.state, to] }, ...more })
      row.state = to
      row.version += 1
    }
    if (!owner) return { row, at, waits: null }
    if (!later(16)) return { row, at, waits: { kind: 'plan', who: owner } }
    row.plan = '复盘经过，明确责任人，修订流程并培训相关人员。'
    const what = '修订流程、组织培训并留存记录'
    const measure = {
      org_id: unit.id,
      id: random.id(now),
      issue_id: id,
      position: 1,
      what,
      person_id: owner.id,
      due_on,
    }
    move('plan', 'planned', owner, { note: row.plan })
    if (!later(4)) {
      this.measures.add({ ...measure, done_at: null, done_by: null })
      return { row, at, waits: { kind: 'rectify', who: owner } }
    }
    move('start', 'rectifying', owner)
    const worked = later(60)
    this.measures.add({
      ...measure,
      done_at: worked ? new Date(now) : null,
      done_by: worked ? owner.id : null,
    })
    if (!worked) return { row, at, waits: { kind: 'rectify', who: owner } }
    this.evidence.add({
      ...{
        org_id: unit.id,
        id: random.id(now),
        issue_id: id,
        link: `/organisations/${unit.id}`,
        note: '培训签到与修订后的流程',
      },
      ...{ added_by: owner.id, added_at: new Date(now) },
    })
    note(now, 'add_evidence', owner)
    row.summary = '流程已修订，相关人员已培训，抽查未再发生。'
    Object.assign(row, { submitted_by: owner.id, submitted_at: new Date(now) })
    move('submit', 'submitted', owner, { note: row.summary })
    if (!later(16)) return { row, at: now, waits: { kind: 'verify', who: verifier } }
    Object.assign(row, { verified_by: verifier.id, verified_at: new Date(now) })
    move('verify', 'verified', verifier)
    if (!later(2)) return { row, at: now, waits: { kind: 'close', who: verifier } }
    Object.assign(row, { closed_by: verifier.id, closed_at: new Date(now) })
    move('close', 'closed', verifier)
    return { row, at: now, waits: null }
  }

  #workingDay(nominal: string): string {
    const start = startOf(nominal)
    return dayAt(this.#world.work.after(start, minute))
  }
}

type Note = (at: number, verb: string, by: Doer | null, more?: object) => void
type Course = {
  state: string
  version: number
  plan: string
  summary: string
  closed_at: Date | null
  submitted_by?: string
  submitted_at?: Date
  verified_by?: string
  verified_at?: Date
  closed_by?: string
}
