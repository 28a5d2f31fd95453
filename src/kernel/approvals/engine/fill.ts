import { refused } from '../../errors/problem.ts'
import { stepOf } from './advance.ts'
import { checkSeat } from './checks.ts'
import type { Of } from './engine.ts'
import type { Directory } from './resolve.ts'
import type { Approval } from './state.ts'

/**
 * Whoever has a vote at the open step that they may cast now fills in what the step leaves to its approvers. No vote
 * becomes void by it, those cast at the same step before included: the step's rule asks for both.
 */
export function fill(approval: Approval, { by, round, values }: Of<'fill'>, directory: Directory) {
  const { run } = checkSeat(approval, { by, round }, directory)
  const { title, editable_fields = [] } = stepOf(approval, run)
  if (Object.keys(values).some((field) => !editable_fields.includes(field)))
    throw refused('approvals.errors.not_filled_here', { step: title })
  approval.fields = { ...approval.fields, ...values }
}
