import { lockRequestOf } from '../../../../kernel/approvals/request/find.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { settle } from '../life/ask.ts'
import { checkAction, move } from '../life/move.ts'
import { getApplication, lockApplication, subjectOf } from '../life/row.ts'
import { tell } from '../life/tell.ts'
import { checkNothingCritical } from './approve.ts'
import { endApproval, startApproval } from './start-approval.ts'

type Ruling = { id: string; version: number; reason: string }
const task = 'establishment.application.task.rule'

/** Management puts an application to approval although it wasn't recommended. */
export async function sendOn(ctx: Ctx, { reason, ...which }: Ruling): Promise<void> {
  const before = await lockForRuling(ctx, which)
  await checkAction(ctx, before, 'send_on')
  await checkNothingCritical(ctx, before)
  const application = await move(ctx, before, { action: 'send_on', set: { reason }, note: reason })
  await settle(ctx, application, { kind: task })
  await startApproval(ctx, application)
}

/** Management rejects what wasn't recommended. */
export async function rejectApplication(ctx: Ctx, { reason, ...which }: Ruling): Promise<void> {
  const before = await lockForRuling(ctx, which)
  await checkAction(ctx, before, 'reject')
  const application = await move(ctx, before, { action: 'reject', set: { reason }, note: reason })
  await settle(ctx, application, { outcome: 'done' })
  // After what waited was settled, or the applicant's notice of it would be as well.
  await endApproval(ctx, application)
  await tell(ctx, application, 'rejected', { number: application.number, name: application.name, reason })
}

/** Once sent on, the approvers decide. */
async function lockForRuling(ctx: Ctx, { id, version }: { id: string; version: number }) {
  const request = await lockRequestOf(ctx, subjectOf(await getApplication(ctx, id)))
  const application = await lockApplication(ctx, { id, version })
  if (request?.state === 'running') throw refused('establishment.application.errors.under_approval')
  return application
}
