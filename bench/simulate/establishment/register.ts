import type { ApplicationKind } from '../../../src/chapters/establishment/application/plan/contract.ts'
import { registrationKinds } from '../../../src/chapters/establishment/application/seed/kinds.ts'
import { addDays } from '../../../src/kernel/calendar/working-days.ts'
import { hashOfPrinted } from '../../../src/kernel/documents/door/printed-code.ts'
import { makeCode } from '../../../src/kernel/pages/secret-code.ts'
import { day, dayAt, hour } from '../days.ts'
import type { Person, Unit } from '../network/unit.ts'
import type { Doer } from '../trail.ts'
import type { Office } from './office.ts'
import type { planOf } from './plan.ts'
import { linesOf, replyOf } from './reply.ts'

type Approved = {
  org_id: string
  id: string
  kind: ApplicationKind
  number: string
  name: string
  unit: Unit
  approved: number
  issuer: Person
  filer: Person
  applicant: Unit
  plan: ReturnType<typeof planOf>['row']
  note: (at: number, verb: string, by: Doer, state?: [string, string], more?: object) => void
  file: (name: string, at: number, by: Person, lines?: string[]) => { id: string; sha256: string }
}

const kind = 'establishment.approval'

/** The approval document, the registrations that follow it, some of them late, and the ledger of the organisation that came of it. */
export function register({ world, sheets, root }: Office, given: Approved) {
  const { random, work, numbers, diary } = world
  const { org_id, id, unit, name, number: applied, approved, issuer, filer, note, file } = given
  const tell = (at: number, verb: string, by: Doer) =>
    diary.note({
      ...{ at, by, action: `establishment.filing.${verb}`, org_id: unit.id, subject_type: 'organisation' },
      ...{ subject_id: unit.id, number: applied, title: name },
    })
  tell(approved, 'approve', issuer)
  const issued = work.after(approved, random.long(6 * hour))
  const year = dayAt(issued).slice(0, 4)
  const subject = { subject_type: 'establishment.application', subject_id: id }
  const number = numbers.next({ series: kind, period: year, ...subject }, (n) => `衡服批〔${year}〕${n}号`)
  const asked = registrationKinds.filter(({ kinds }) => kinds.includes(given.kind))
  const due_on = addDays(dayAt(approved), 30)
  const code = makeCode((below) => world.codes.whole(0, below - 1))
  const document = replyOf({
    ...{ base_url: world.base_url, code },
    ...{ company: root.name, number, applied, applicant: given.applicant.name, name, kind: given.kind },
    ...{ parent: unit.parent!.name, scope: given.plan.scope, address: given.plan.address },
    ...{ head: unit.heads[0]!.name, budget: given.plan.start_up_budget, date: dayAt(issued) },
    registrations: asked.map(({ title }) => ({ registration: title.zh, due_on })),
  })
  const { title } = document
  const paper = file(`${number} ${title}.docx`, issued, issuer, linesOf(document))
  const document_id = random.id(issued)
  const times = { issued_at: new Date(issued) }
  sheets.issued.add({
    ...{ org_id, id: document_id, kind, number, title, ...subject, file_id: paper.id, sha256: paper.sha256 },
    ...{ snapshot: JSON.stringify(document), ...times, issued_by: issuer.id, issued_by_name: issuer.name },
    concerns_id: unit.id,
  })
  sheets.hashes.add({
    ...{ sha256: paper.sha256, organisation_id: org_id, number, ...times },
    code_hash: hashOfPrinted(number, code),
  })
  note(issued, 'issue', issuer, ['approved', 'issued'], { note: number })
  tell(issued, 'issue', issuer)
  let last = issued
  for (const { key, title: what, licence } of asked) {
    // One in twelve comes after the thirty days that the regulation gives.
    const late = random.chance(0.08)
    const filed = Math.max(
      issued + hour,
      approved + (late ? 31 + random.unit() * 9 : 4 + random.unit() * 25) * day,
    )
    const at = work.after(filed, 0)
    const scan = file(`${what.zh}.pdf`, at, filer)
    sheets.registrations.add({
      ...{ org_id, id: random.id(approved), application_id: id, organisation_id: unit.id, kind: key },
      ...{ due_on, number: `${key === 'company_filing' ? 'BA' : 'DJ'}-${unit.code}` },
      ...{ registered_on: dayAt(at), file_id: scan.id, filed_at: new Date(at), filed_by: filer.id },
      issued_by: licence ? `${unit.city}市${licence.authority.zh}` : null,
    })
    note(at, 'register', filer, undefined, { diff: { registration: [null, what.zh] } })
    tell(at, 'register', filer)
    last = Math.max(last, at)
  }
  const completed = work.after(last, random.long(4 * hour) + hour)
  note(completed, 'complete', issuer, ['issued', 'completed'])
  tell(completed, 'complete', issuer)
  const reached = { document_id, ...times, completed_at: new Date(completed) }
  sheets.filings.add({
    ...{ org_id: unit.id, id: random.id(approved), kind: 'establish', application_org_id: org_id },
    ...{
      application_id: id,
      number: applied,
      state: 'completed',
      approved_at: new Date(approved),
      ...reached,
    },
  })
  return reached
}
