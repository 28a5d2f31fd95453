import { checkedAfter, grave } from '../../../src/chapters/complaints/complaint/handling/remedy.ts'
import { day, dayAt } from '../days.ts'
import type { Person } from '../network/unit.ts'
import type { Course } from './course.ts'
import type { Desk } from './desk.ts'
import { remedies } from './words.ts'

type Closing = { at: number; handler: Person; later: () => number | false }

/**
 * Root cause and corrective action where it is grave, or where somebody cared, then the closing; a month after it is looked
 * at whether the action worked. False where the years end before it is closed.
 */
export function closeBooks(desk: Desk, course: Course, { at, handler, later }: Closing): boolean {
  const { random, end } = desk.world
  const { severity, unit, id } = course.given
  const kept = severity >= grave || random.chance(0.15)
  const due_on = dayAt(at + random.whole(10, 40) * day)
  if (kept) course.remedy(at, due_on)
  const closed = kept ? later() : at
  if (closed !== false) course.close(closed)
  if (kept) {
    const check_at = closed === false ? null : closed + checkedAfter * day
    const looked = check_at === null ? null : desk.world.work.after(check_at, random.long(16 * 3_600_000))
    const checked = looked !== null && looked <= end
    const effective = random.chance(0.9)
    const asked = check_at !== null && check_at <= end ? check_at : null
    const number = random.whole(0, remedies.actions.length - 1)
    desk.sheets.remedies.add({
      ...{ org_id: unit.id, complaint_id: id, method: random.chance(0.6) ? 'five_why' : 'category', due_on },
      ...{
        root_cause: remedies.root_causes[number]!,
        action: remedies.actions[number]!,
        owner_id: handler.id,
      },
      check_on: check_at === null ? null : dayAt(check_at),
      asked_at: asked === null ? null : new Date(asked),
      ...(checked
        ? {
            effective,
            finding: effective ? '抽查一个月未再发生。' : '仍有发生，需另行整改。',
            checked_by: handler.id,
            checked_at: new Date(looked),
          }
        : {}),
    } as Parameters<typeof desk.sheets.remedies.add>[0])
    if (checked) course.note(looked, 'check', handler, { diff: { effective: [null, effective] } })
    if (asked !== null && !checked)
      desk.tasks.add({
        ...{ org_id: unit.id, person_id: handler.id, kind: 'complaints.complaint.task.check' },
        ...{ subject_type: 'complaints.complaint', subject_id: id, title: course.given.subject },
        ...{ link: `/complaints/${id}`, opened: asked, due: null, closed: null },
      })
  }
  return closed !== false
}
