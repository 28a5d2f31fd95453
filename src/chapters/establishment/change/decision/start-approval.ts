import type { Chosen } from '../../../../kernel/approvals/choosing/contract.ts'
import { takeChosen } from '../../../../kernel/approvals/choosing/take-chosen.ts'
import { chooseFlow } from '../../../../kernel/approvals/flow/choose.ts'
import { findRequestOf } from '../../../../kernel/approvals/request/find.ts'
import { resubmitRequest, withdrawRequest } from '../../../../kernel/approvals/request/operate.ts'
import { startRequest } from '../../../../kernel/approvals/request/start.ts'
import { getApprovalSubject } from '../../../../kernel/approvals/subjects.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { type Change, subjectOf, subjectType } from '../life/row.ts'

/**
 * Puts a filing to approval in its applicant's name. One that was sent back goes into the next round of its request;
 * when what it says now belongs to another flow, the old request ends and a new one starts. `given`: whom the applicant
 * chose to decide.
 */
export async function startApproval(ctx: Ctx, change: Change, given?: Chosen): Promise<void> {
  const by = change.applicant_id
  const last = await findRequestOf(ctx, subjectOf(change))
  const chosen = await takeChosen(ctx, {
    ...{ subject_type: subjectType, subject_id: change.id, applicant_id: by },
    ...{ chosen: given, before: last?.chosen as Chosen | undefined },
  })
  if (last?.state === 'returned') {
    if (await isSameFlow(ctx, change, last.id))
      return void (await resubmitRequest(ctx, { id: last.id, chosen, by }))
    await follow(ctx, change, null)
    await withdrawRequest(ctx, { id: last.id, by, goes_on: true })
  }
  const { id } = await startRequest(ctx, {
    ...{ subject_type: subjectType, subject_id: change.id, chosen, by },
  })
  await follow(ctx, change, id)
}

/** The request the filing listens to: `decided` leaves any other alone. */
async function follow({ tx }: Ctx, { org_id, id }: Change, request_id: string | null) {
  await tx
    .updateTable('establishment.change')
    .set({ request_id })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
}

async function isSameFlow(ctx: Ctx, { org_id, id }: Change, requestId: string): Promise<boolean> {
  const { fields } = await getApprovalSubject(subjectType).load(ctx, id)
  const { flow_id } = await chooseFlow(ctx, { subject_type: subjectType, fields })
  const row = await ctx.tx
    .selectFrom('kernel.approval_request as r')
    .innerJoin('kernel.approval_flow_version as v', 'v.id', 'r.flow_version_id')
    .select('v.flow_id')
    .where('r.org_id', '=', org_id)
    .where('r.id', '=', requestId)
    .executeTakeFirstOrThrow()
  return row.flow_id === flow_id
}
