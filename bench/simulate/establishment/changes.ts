import { linkOf, subjectType } from '../../../src/chapters/establishment/change/life/row.ts'
import { day, dayAt, hour, minute, startOf } from '../days.ts'
import type { Person, Unit } from '../network/unit.ts'
import { answering, answersFor, type Office, regionOf, reviewDue } from './office.ts'

type Kind = 'premises' | 'head' | 'suspend' | 'close' | 'scope'
type Filing = {
  unit: Unit
  kind: Kind
  proposal: Record<string, unknown>
  before: Record<string, unknown>
  reason: string
  /** The first moment of its day, and when it is handed in. */
  on: number
  at: number
  fate?: 'refused' | 'withdrawn' | 'more_wanted' | 'draft'
  heads?: [Person, Person]
}

const items = { premises: 'premises', head: 'head', suspend: 'life', close: 'life', scope: 'scope' } as const
/** Those that go to management. */
const weighty: Kind[] = ['head', 'suspend', 'close']

/** What becomes of a filing about what is offered, by turns; of what is let go on it is what its approvers have said so far. */
const fates = ['refused', undefined, 'more_wanted', 'withdrawn', undefined, 'draft'] as const

/** What was filed about organisations over the years: each move, new head, closing and suspension, what was refused, and what is under way. */
export function planChanges(office: Office, units: Unit[]): void {
  const { random, end, diary, work } = office.world
  // A month before its day at least; one in eight comes later than that.
  const ahead = () => (random.chance(0.125) ? 18 + random.unit() * 10 : 33 + random.unit() * 30) * day
  const plan = (filing: Omit<Filing, 'at' | 'reason'> & { at?: number; reason?: string }) => {
    const at = work.after(filing.at ?? filing.on - ahead(), random.long(3 * hour))
    if (at < filing.unit.started + day) return
    const reason = filing.reason ?? reasons[filing.kind]
    diary.plan(at, () => follow(office, { ...filing, at, reason }))
  }
  let turn = 0
  for (const [n, unit] of units.entries()) {
    if (unit.kind === 'region') continue
    const { moves, heads, closed } = unit
    for (const [i, move] of moves.entries()) {
      const from = moves[i - 1]
      if (from) plan({ unit, kind: 'premises', on: move.at, ...premises(from, move) })
    }
    const [outgoing, incoming] = heads
    if (outgoing && incoming) {
      const said = { proposal: { head_id: incoming.id }, before: { head: outgoing.name } }
      plan({ unit, kind: 'head', on: startOf(dayAt(incoming.from)), ...said, heads: [outgoing, incoming] })
    }
    if (closed !== null) {
      const proposal = { custodian_id: office.headquarters.operations[0]!.id, records_place: '总部档案室' }
      plan({ unit, kind: 'close', on: startOf(dayAt(closed)), proposal, before: { life: 'active' } })
    }
    if (unit.suspended)
      plan({
        unit,
        kind: 'suspend',
        on: startOf(dayAt(end - 20 * day)),
        proposal: {},
        before: { life: 'active' },
      })
    if (n % 6 !== 4 || closed !== null || unit.suspended) continue
    const fate = fates[turn++ % fates.length]
    const ended = fate === 'refused' || fate === 'withdrawn'
    const at = ended
      ? unit.started + random.unit() * (end - unit.started)
      : end - (fate ? 4 + 6 * random.unit() : 30 * random.unit()) * day
    const proposal = { scope: '社保公积金、薪税、招聘、培训与档案服务。' }
    const what = { proposal, before: { scope: null }, ...(fate ? { fate } : {}) }
    plan({ unit, kind: 'scope', at, on: startOf(dayAt(at + 40 * day)), ...what })
  }
}

const reasons = {
  premises: '租约到期，迁往交通更便利的场所。',
  head: '工作调整。',
  suspend: '场所改造，暂停对外服务。',
  close: '业务并入邻近网点。',
  scope: '新增培训服务。',
}

type Stay = Unit['moves'][number]
const nowhere = { province: null, city: null, postcode: null, phone: null, tenure: null, tenure_until: null }
const premises = (from: Stay, to: Stay) => {
  const of = ({ address, area }: Stay) => ({ ...nowhere, address, area, lng: null, lat: null })
  return { proposal: of(to), before: of(from) }
}

function follow(office: Office, { unit, kind, proposal, before, reason, on, at, fate, heads }: Filing): void {
  const { world, sheets, network, tasks, headquarters } = office
  const { random, end, numbers } = world
  const org_id = unit.id
  const id = random.id(at)
  const direct = weighty.includes(kind)
  const by = answersFor(office, direct ? unit.parent : unit, at)
  const effective_on = dayAt(on)
  const subject = { org_id, subject_type: subjectType, subject_id: id, title: unit.name }
  let number: string | null = null
  const note = (when: number, verb: string, who: Person | null, more: object = {}) =>
    world.diary.note({
      ...{ ...subject, number, at: when, action: `establishment.change.${verb}`, by: who, ...more },
    })
  const turned = (from: string, to: string) => ({ diff: { state: [from, to] as [string, string] } })
  const row = {
    ...{ org_id, id, kind, item: items[kind], proposal: JSON.stringify(proposal), before: null, reason },
    ...{
      plan: '按公司变更流程办理，提前告知客户。',
      effective_on,
      applicant_id: by.person.id,
      request_id: null,
    },
    ...{ ruling: null, created_at: new Date(at - day), submitted_at: null, approved_at: null },
    ...{ completed_at: null, notice_days: null, registry_days: null, review_due_at: null },
  } as Record<string, unknown>
  const keep = (state: string, version: number) =>
    sheets.changes.add({ ...row, number, state, version } as Parameters<typeof sheets.changes.add>[0])
  note(at - day, 'create', by.person)
  if (fate === 'draft') return void keep('draft', 1)
  const year = dayAt(at).slice(0, 4)
  number = numbers.next(
    { series: subjectType, period: year, subject_type: subjectType, subject_id: id },
    (n) => `BG-${year}-${String(n).padStart(4, '0')}`,
  )
  Object.assign(row, { submitted_at: new Date(at), notice_days: 30, review_due_at: reviewDue(office, at) })
  note(at, 'submit', by.person, turned('draft', 'in_review'))
  network.find({ org_id, id, subject_type: subjectType, title: unit.name, number, link: linkOf(id), at })
  if (fate === 'more_wanted' || fate === 'withdrawn') {
    const ends = fate === 'withdrawn'
    const when = world.work.after(at, 4 * hour)
    if (when <= end) {
      if (ends) note(when, 'withdraw', by.person, turned('in_review', 'withdrawn'))
      else note(when, 'send_back', headquarters.operations[1]!, turned('in_review', 'more_wanted'))
      row.ruling = ends ? '暂不办理。' : '请写明与客户的衔接安排。'
      return void keep(fate, 3)
    }
  }
  const region = regionOf(by, at)
  const operations = random.pick(headquarters.operations.filter(({ id }) => id !== by.person.id))
  const outside = by.unit.kind !== 'headquarters'
  const plan = row.plan as string
  const request = office.approvals.ask({
    flow: office.flows[`establishment.change.${direct ? 'weighty' : 'ordinary'}`]!,
    ...{ org_id, applicant: by.person, at, takes: () => answering(office) },
    subject: { type: subjectType, id, number, title: unit.name, link: linkOf(id), version: 2 },
    data: { kind, effective_on, reason, plan, proposal },
    fields: { kind, effective_on, reason, organisation: unit.kind, filed_by: by.unit.kind },
    signers: {
      ...(region ? { region } : {}),
      ...(outside || !direct ? { operations } : {}),
      ...(direct ? { management: random.pick(headquarters.management) } : {}),
    },
    ...{ opinion: fate === 'refused' ? '理由不充分。' : '同意。', rejected: fate === 'refused' },
  })
  row.request_id = request.id
  if (!request.decided) {
    tasks.askDecision({
      ...{ org_id, subject_type: subjectType, subject_id: id, title: unit.name, link: linkOf(id) },
      ...{ opened: at, waiting: request.waiting! },
    })
    return void keep('in_review', 2)
  }
  const { decided } = request
  const who = decided.by as Person
  if (fate === 'refused') {
    row.ruling = '理由不充分。'
    note(decided.at, 'decline', who, { ...turned('in_review', 'rejected'), note: row.ruling })
    return void keep('rejected', 3)
  }
  Object.assign(row, { approved_at: new Date(decided.at), registry_days: 30 })
  if (heads) {
    note(decided.at, 'await_handover', who, turned('in_review', 'in_handover'))
    const handed = handOver(office, { unit, id, heads, from: decided.at, to: on })
    if (handed > end) return void keep('in_handover', 3)
    note(handed, 'release', headquarters.operations[1]!, turned('in_handover', 'approved'))
  } else note(decided.at, 'approve', who, turned('in_review', 'approved'))
  const completed = Math.max(on, decided.at) + minute
  if (completed > end) return void keep('approved', 3)
  Object.assign(row, { completed_at: new Date(completed), before: JSON.stringify(before) })
  // What was agreed to after its day holds from the day of the approval.
  if (decided.at > on) row.effective_on = dayAt(decided.at)
  note(completed, 'complete', null, turned('approved', 'completed'))
  keep('completed', 4)
  renew(office, unit, kind, on)
}

type HandingOver = { unit: Unit; id: string; heads: [Person, Person]; from: number; to: number }

/** Both heads confirm the list, headquarters stands by, internal audit is asked. When that was done. */
function handOver(
  { world, sheets, headquarters }: Office,
  { unit, id, heads, from, to }: HandingOver,
): number {
  const { random } = world
  const [outgoing, incoming] = heads
  const org_id = unit.id
  const at = (share: number) => new Date(from + Math.max(4 * hour, to - from) * share)
  const witness = headquarters.operations[1]!
  sheets.handOvers.add({
    ...{ org_id, change_id: id, outgoing_id: outgoing.id, incoming_id: incoming.id, drawn_up_at: at(0) },
    ...{ outgoing_at: at(0.3), incoming_at: at(0.4), witness_id: witness.id, witnessed_at: at(0.5) },
  })
  for (const [position, title] of ['印章、证照及合同原件', '在办业务清单', '客户档案目录'].entries())
    sheets.handOverItems.add({
      ...{ org_id, id: random.id(from), change_id: id, position, title, receiver_id: incoming.id },
    })
  sheets.audits.add({
    ...{ org_id, id: random.id(from), change_id: id, person_id: outgoing.id, scope: '任期内财务收支与合同' },
    ...{ period_from: dayAt(outgoing.from), period_to: dayAt(Math.max(outgoing.from, from)) },
    ...{ requested_by: witness.id, requested_at: at(0.2) },
    ...{ received_by: headquarters.risk[0]!.id, received_at: at(0.45) },
  })
  return at(0.5).getTime()
}

/** A business licence that says so: within the month mostly, now and then later or not at all. */
function renew({ world: { random, end }, network }: Office, unit: Unit, kind: Kind, on: number): void {
  if (kind === 'suspend' || kind === 'close' || unit.kind === 'department' || random.chance(0.04)) return
  const issued = on + (random.chance(0.08) ? 31 + random.whole(1, 20) : random.whole(3, 27)) * day
  if (issued > end) return
  network.licences.add({
    ...{ org_id: unit.id, id: random.id(issued), kind: 'business', number: `YY-${unit.code}` },
    ...{ issued_by: `${unit.city}市市场监督管理局`, issued_on: dayAt(issued), expires_on: null },
    ...{ created_at: new Date(issued), updated_at: new Date(issued) },
  })
}
