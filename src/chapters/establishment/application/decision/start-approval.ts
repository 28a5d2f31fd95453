import { chooseFlow } from '../../../../kernel/approvals/flow/choose.ts'
import { changeSubject } from '../../../../kernel/approvals/request/change-subject.ts'
import { findRequestOf } from '../../../../kernel/approvals/request/find.ts'
import { resubmitRequest, withdrawRequest } from '../../../../kernel/approvals/request/operate.ts'
import { startRequest } from '../../../../kernel/approvals/request/start.ts'
import { getApprovalSubject } from '../../../../kernel/approvals/subjects.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { type Application, subjectOf, subjectType } from '../life/row.ts'

/**
 * Puts a concluded application to approval in its applicant's name. One that an approver sent back goes into the next
 * round of its request; when what it says now belongs to another flow, the old request ends and a new one starts.
 */
export async function startApproval(ctx: Ctx, application: Application): Promise<void> {
  const { applicant_id: by, approvers: chosen } = application
  const last = await findRequestOf(ctx, subjectOf(application))
  if (last?.state === 'returned') {
    if (await isSameFlow(ctx, application, last.id))
      return void (await resubmitRequest(ctx, { id: last.id, chosen, by }))
    await leave(ctx, application, last.id)
  }
  const { id } = await startRequest(ctx, {
    ...{ subject_type: subjectType, subject_id: application.id, chosen, by },
  })
  await follow(ctx, application, id)
}

/** The same for one that its applicant amended while it runs. */
export async function restartApproval(ctx: Ctx, application: Application, requestId: string): Promise<void> {
  if (await isSameFlow(ctx, application, requestId)) return changeSubject(ctx, subjectOf(application))
  await leave(ctx, application, requestId)
  await startApproval(ctx, application)
}

/** Ends a request, which says nothing to the application any more: that goes on with another. */
async function leave(ctx: Ctx, application: Application, id: string) {
  await follow(ctx, application, null)
  await withdrawRequest(ctx, { id, by: application.applicant_id, goes_on: true })
}

/** An approval that was sent back ends with the application it was about, which has reached its own end already. */
export async function endApproval(ctx: Ctx, application: Application): Promise<void> {
  const last = await findRequestOf(ctx, subjectOf(application))
  if (last?.state === 'returned') await withdrawRequest(ctx, { id: last.id, by: application.applicant_id })
}

/** The request the application listens to: `decided` leaves any other alone. */
async function follow({ tx }: Ctx, { org_id, id }: Application, request_id: string | null) {
  await tx
    .updateTable('establishment.application')
    .set({ request_id })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
}

async function isSameFlow(ctx: Ctx, application: Application, requestId: string): Promise<boolean> {
  const { fields } = await getApprovalSubject(subjectType).load(ctx, application.id)
  const { flow_id } = await chooseFlow(ctx, { subject_type: subjectType, fields })
  const row = await ctx.tx
    .selectFrom('kernel.approval_request as r')
    .innerJoin('kernel.approval_flow_version as v', 'v.id', 'r.flow_version_id')
    .select('v.flow_id')
    .where('r.org_id', '=', application.org_id)
    .where('r.id', '=', requestId)
    .executeTakeFirstOrThrow()
  return row.flow_id === flow_id
}
