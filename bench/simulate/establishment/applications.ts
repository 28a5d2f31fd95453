import { linkOf, subjectType } from '../../../src/chapters/establishment/application/life/row.ts'
import type { ApplicationKind } from '../../../src/chapters/establishment/application/plan/contract.ts'
import { kindRules } from '../../../src/chapters/establishment/application/seed/kinds.ts'
import { day, dayAt, hour } from '../days.ts'
import type { Person, Unit } from '../network/unit.ts'
import type { Doer } from '../trail.ts'
import { answering, answersFor, type Office, regionOf, reviewDue } from './office.ts'
import { handIn, type Paper, planOf } from './plan.ts'
import { register } from './register.ts'

type Fate = 'established' | 'refused' | 'withdrawn' | 'more_wanted' | 'draft'
type Wanted = {
  kind: ApplicationKind
  name: string
  parent: Unit
  address: string
  area: number
  city: string
  at: number
  fate: Fate
  /** What came of it. */
  unit: Unit | null
}

const days = 15
/** One in eight asks for a second place as well: years ago, or so lately that nobody has answered. */
const others: { fate: Fate; late: boolean }[] = [
  ...(['refused', 'withdrawn', 'refused'] as const).map((fate) => ({ fate, late: false })),
  ...(['refused', 'more_wanted', 'refused', 'draft'] as const).map((fate) => ({ fate, late: true })),
]

/** How each organisation below the regions came about, and a few that didn't, or not yet. */
export function planApplications(office: Office, units: Unit[]): void {
  const { world } = office
  const { random, diary, begin, end } = world
  for (const [n, unit] of units.entries()) {
    const { kind, parent, name, city, started } = unit
    if (kind === 'region' || kind === 'headquarters' || !parent) continue
    const [first] = unit.moves
    const at = world.work.after(started - 150 * day, random.long(4 * hour))
    const wanted = { kind, parent, name, city, at, address: first!.address, area: first!.area }
    diary.plan(at, () => follow(office, { ...wanted, fate: 'established', unit }))
    if (n % 8 !== 0) continue
    const { fate, late } = others[(n / 8) % others.length]!
    const then = late ? end - random.unit() * 12 * day : begin + random.unit() * (end - begin)
    const when = world.work.after(then, random.long(4 * hour))
    diary.plan(when, () => follow(office, { ...wanted, name: `${name}新址`, at: when, fate, unit: null }))
  }
}

/** From the draft as far as it came by the end of the simulated years. */
function follow(office: Office, wanted: Wanted): void {
  const { world, sheets, network, headquarters, tasks } = office
  const { random, work, end, numbers } = world
  const { kind, at, fate, unit, name } = wanted
  const by = answersFor(office, wanted.parent, at)
  const org_id = by.unit.id
  const id = random.id(at)
  const applicant = by.person
  const colleagues = (...not: Person[]) => headquarters.operations.filter((one) => !not.includes(one))
  const reviewer = random.pick(colleagues(applicant))
  const subject = { org_id, subject_type: subjectType, subject_id: id, title: name }
  let number: string | null = null
  const note = (when: number, verb: string, who: Doer, state?: [string, string], more = {}) =>
    world.diary.note({
      ...{ ...subject, number, at: when, action: `establishment.application.${verb}`, by: who, ...more },
      ...(state ? { diff: { state } } : {}),
    })
  const plan = planOf(random, { ...wanted, parent_id: wanted.parent.id })
  const row = {
    ...{ org_id, id, number, kind, applicant_id: applicant.id, reviewer_id: null as string | null, name },
    ...{ ...plan.row, parent_id: wanted.parent.id, created_at: new Date(at - 3 * day) },
    ...{ wanted: null, wanted_by: null, wanted_at: null, reason: null, request_id: null },
    ...{ organisation_id: null, document_id: null, submitted_at: null, taken_at: null, review_due_at: null },
    ...{ concluded_at: null, approved_at: null, issued_at: null, completed_at: null },
  } as Record<string, unknown>
  const keep = (state: string, version: number) =>
    sheets.applications.add({ ...row, state, version } as Parameters<typeof sheets.applications.add>[0])
  const ask = (task: string, who: Person, opened: number, due: Date | null) =>
    tasks.add({
      ...{ org_id, person_id: who.id, kind: `establishment.application.task.${task}`, title: name },
      ...{ subject_type: subjectType, subject_id: id, link: linkOf(id), opened, closed: null },
      due: due?.getTime() ?? null,
    })
  note(at - 3 * day, 'create', applicant)
  const findable = () =>
    network.find({
      org_id,
      id,
      subject_type: subjectType,
      title: name,
      number,
      link: linkOf(id),
      at,
      text: wanted.address,
    })
  if (fate === 'draft') return void keep('draft', 2)

  const year = dayAt(at).slice(0, 4)
  number = numbers.next(
    { series: subjectType, period: year, subject_type: subjectType, subject_id: id },
    (n) => `SQ-${year}-${String(n).padStart(4, '0')}`,
  )
  const due = reviewDue(office, at)
  Object.assign(row, { number, submitted_at: new Date(at), review_due_at: due })
  note(at, 'submit', applicant, ['draft', 'submitted'])
  findable()
  const file = (paper: string, when: number, who: Person, lines?: string[]) =>
    sheets.file(random, {
      org_id,
      name: paper,
      subject_type: subjectType,
      subject_id: id,
      uploaded_by: who.id,
      at: when,
      lines,
    })
  const papers: Paper[] = handIn(office, { org_id, id, kind, at }, (paper) =>
    file(paper, at - 2 * day, applicant),
  )

  const taken = work.after(at, random.long(5 * hour))
  if (taken > end) {
    for (const one of colleagues(applicant)) ask('review', one, at, due)
    return void keep('submitted', 2)
  }
  Object.assign(row, { reviewer_id: reviewer.id, taken_at: new Date(taken) })
  note(taken, 'take', reviewer, ['submitted', 'in_review'])
  const concluded = work.after(
    taken,
    Math.min(days * 8 * hour * 1.4, random.long(days * 3.2 * hour) + 8 * hour),
  )
  const over = concluded <= end
  const evidence = over ? file('现场评估记录.pdf', concluded - hour, reviewer).id : null
  const conditions = Object.fromEntries(
    ['positioning', 'people', 'premises', 'rules', 'funds'].map((one) => [
      one,
      {
        score: evidence ? random.whole(3, 5) : null,
        evidence: evidence && !random.chance(0.02) ? [evidence] : [],
        note: '',
      },
    ]),
  )
  const said = over
    ? { feasibility: '客源稳定，测算合理。', need: '补足本区域服务半径。', opinion: '建议设立。' }
    : { feasibility: '', need: '', opinion: '' }
  sheets.reviews.add({
    ...{ org_id, id: random.id(taken), application_id: id, reviewers: [reviewer.id], ...said },
    ...{ conditions: JSON.stringify(conditions), concluded_at: over ? new Date(concluded) : null },
    conditions_passed: over
      ? Object.values(conditions).filter((one) => one.evidence.length > 0).length
      : null,
  })
  if (fate === 'withdrawn' && concluded <= end) {
    Object.assign(row, { reason: '选址未谈妥，先行撤回。' })
    note(concluded, 'withdraw', applicant, ['in_review', 'withdrawn'], { note: row.reason })
    return void keep('withdrawn', 4)
  }
  if (fate === 'more_wanted' && taken + hour <= end) {
    Object.assign(row, {
      wanted: '请补充消防检测报告。',
      wanted_by: reviewer.id,
      wanted_at: new Date(taken + hour),
    })
    note(taken + hour, 'ask_more', reviewer, ['in_review', 'more_wanted'], { note: row.wanted })
    ask('more', applicant, taken + hour, null)
    return void keep('more_wanted', 4)
  }
  if (!over) {
    ask('review', reviewer, taken, due)
    return void keep('in_review', 3)
  }
  const team = colleagues(applicant, reviewer).slice(0, 2)
  const visit = kindRules.find((one) => one.kind === kind)!.site_visit
    ? see(office, { org_id, id, address: wanted.address, from: taken, until: concluded, team })
    : null
  Object.assign(row, { concluded_at: new Date(concluded) })
  note(concluded, 'recommend', reviewer, ['in_review', 'recommended'])

  const region = regionOf(by, concluded)
  const ordinary = kind !== 'partner_point'
  const request = office.approvals.ask({
    ...{
      flow: office.flows[`establishment.application.${ordinary ? 'ordinary' : 'major'}`]!,
      org_id,
      applicant,
    },
    subject: { type: subjectType, id, number, title: name, link: linkOf(id), version: 4 },
    data: {
      ...plan.agreed,
      documents: papers.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id: _, ...paper }) => paper),
      review: { conditions, ...said },
      visit,
    },
    fields: {
      ...{ kind, start_up_budget: plan.row.start_up_budget, staff: plan.staff, recommended: true },
      ...{ applied_by: by.unit.kind, approved_budget: null, approval_condition: null },
    },
    signers: {
      ...(region ? { region } : {}),
      ...(ordinary ? {} : { functions: [headquarters.finance[0]!, headquarters.risk[0]!] }),
      management: ordinary ? random.pick(headquarters.management) : headquarters.management,
    },
    ...{
      at: concluded,
      takes: () => answering(office),
      opinion: fate === 'refused' ? '近期不增设。' : '同意。',
    },
    rejected: unit === null,
  })
  Object.assign(row, { request_id: request.id })
  if (!request.decided) {
    tasks.askDecision({
      ...{ org_id, subject_type: subjectType, subject_id: id, title: name, link: linkOf(id) },
      ...{ opened: concluded, waiting: request.waiting! },
    })
    return void keep('recommended', 4)
  }
  const { decided } = request
  if (!unit) {
    Object.assign(row, { reason: '近期不增设。' })
    note(decided.at, 'decline', decided.by, ['recommended', 'rejected'], { note: row.reason })
    return void keep('rejected', 5)
  }
  note(decided.at, 'approve', decided.by, ['recommended', 'approved'])
  const issuer = random.pick(colleagues(applicant))
  const done = register(office, {
    ...{ org_id, id, kind, number, name, unit, approved: decided.at, issuer, filer: applicant },
    ...{ applicant: by.unit, plan: plan.row, note, file },
  })
  Object.assign(row, { organisation_id: unit.id, approved_at: new Date(decided.at), ...done })
  keep('completed', 9)
}

type Visit = { org_id: string; id: string; address: string; from: number; until: number; team: Person[] }

/** Two of headquarters look at the premises and sign. Gives what an approval is told of it. */
function see({ world, sheets, checklist }: Office, { org_id, id, address, from, until, team }: Visit) {
  const { random } = world
  const completed = from + (until - from) * (0.3 + random.unit() * 0.5)
  const [visit, answers] = [random.id(from), random.id(from)]
  const times = { completed_at: new Date(completed), created_at: new Date(from) }
  sheets.answers.add({
    ...{ org_id, id: answers, form_version_id: checklist, subject_type: 'establishment.site_visit' },
    ...{ subject_id: visit, score: random.whole(82, 100), max: 100, completed_by: team[0]!.id, ...times },
  })
  const visited_on = dayAt(completed)
  sheets.visits.add({
    ...{ org_id, id: visit, application_id: id, visited_on, note: '现场与申报一致。', response_id: answers },
    ...{ ...times, premises: JSON.stringify({ address, longitude: null, latitude: null }) },
  })
  for (const one of team)
    sheets.visitors.add({ org_id, visit_id: visit, person_id: one.id, signed_at: times.completed_at })
  return { id: visit, visited_on, failed_critical: [] as string[] }
}
