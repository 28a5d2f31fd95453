import { regulation } from '../../../regulation/load.ts'
import { defaultValues } from '../../../regulation/say.ts'
import { rulingType } from '../../../src/chapters/complaints/ruling/row.ts'
import { hour } from '../days.ts'
import type { Person } from '../network/unit.ts'
import type { Course } from './course.ts'
import type { Desk } from './desk.ts'

/** What the regulation begins with, in minor units of the renminbi. */
const freeCompensation = defaultValues(regulation().parameters).complaint_free_compensation * 100

type Asking = {
  at: number
  matter: 'compensation' | 'unfounded'
  amount: number | null
  reason: string
  handler: Person
}

/** That it has no ground is for headquarters to say. */
export function judged(desk: Desk, course: Course, handler: Person, at: number): void {
  if (at > desk.world.end) return
  const reason = '经核实，办理过程符合服务规范，客户所述情况不属实。'
  const decided = ask(desk, course, { at, matter: 'unfounded', amount: null, reason, handler })
  if (decided) course.dismiss(decided, reason, handler)
}

/** Agreed to at once up to the limit, above it once operations and finance have agreed. When it was; null: not yet. */
export function paid(
  desk: Desk,
  course: Course,
  handler: Person,
  { at, amount }: { at: number; amount: number },
): number | null {
  const reason = '按服务协议补偿客户损失。'
  if (amount <= freeCompensation) {
    course.compensate(at, amount, reason, handler)
    return at
  }
  const decided = ask(desk, course, { at, matter: 'compensation', amount, reason, handler })
  if (decided) course.compensate(decided, amount, reason, handler)
  return decided
}

function ask(desk: Desk, course: Course, { at, handler, ...asked }: Asking): number | null {
  const { random } = desk.world
  const { unit, number, subject, id: complaint_id } = course.given
  const { operations, finance } = desk.headquarters
  const id = random.id(at)
  course.note(at, 'ask_ruling', handler, {
    diff: { matter: [null, asked.matter], amount: [null, asked.amount] },
    note: asked.reason,
  })
  const { matter, amount, reason } = asked
  const request = desk.approvals.ask({
    ...{ flow: desk.flow, org_id: unit.id, applicant: handler, at, opinion: '同意。' },
    subject: {
      type: rulingType,
      id,
      number,
      title: subject,
      link: `/complaints/${complaint_id}`,
      version: 1,
    },
    data: { matter, amount, reason, notice: null },
    fields: { matter, amount, reason },
    signers: {
      operations: random.pick(operations),
      ...(matter === 'compensation' ? { finance: random.pick(finance) } : {}),
    },
    takes: () => random.long(5 * hour),
  })
  const { decided, waiting } = request
  desk.sheets.rulings.add({
    ...{
      org_id: unit.id,
      id,
      complaint_id,
      ...asked,
      notice: null,
      state: decided ? 'approved' : 'in_review',
    },
    ...{ requested_by: handler.id, request_id: request.id, created_at: new Date(at) },
    ...{ decided_at: decided && new Date(decided.at), decided_by: decided?.by.id ?? null },
  })
  if (waiting)
    desk.tasks.askDecision({
      ...{ org_id: unit.id, subject_type: rulingType, subject_id: id, title: subject },
      ...{ link: `/complaints/${complaint_id}`, opened: at, waiting },
    })
  return decided?.at ?? null
}
