import type { Decision } from '../../../../kernel/approvals/subjects.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { isEnd } from '../../../../kernel/lifecycle/lifecycle.ts'
import { settle } from '../life/ask.ts'
import { applicationLife } from '../life/lifecycle.ts'
import { move } from '../life/move.ts'
import { type Application, lockApplication } from '../life/row.ts'
import { tell } from '../life/tell.ts'
import { markWithdrawn } from '../life/withdraw.ts'
import { approve } from './approve.ts'

/** Carries out, in the deciding transaction, what became of the approval. */
export async function decided(ctx: Ctx, { subject_id, request_id, outcome }: Decision): Promise<void> {
  const application = await lockApplication(ctx, { id: subject_id })
  if (application.request_id !== request_id) return
  switch (outcome) {
    case 'approved':
      return approve(ctx, application)
    case 'rejected':
      return decline(ctx, application, await readOpinion(ctx, application, 'rejected'))
    case 'returned':
      return sendBack(ctx, application, await readOpinion(ctx, application, 'returned'))
    case 'withdrawn':
      if (!isEnd(applicationLife, application.state)) await markWithdrawn(ctx, application, null)
  }
}

type Opinion = { person_id: string; opinion: string | null } | undefined

async function decline(ctx: Ctx, application: Application, said: Opinion) {
  const reason = said?.opinion ?? null
  await move(ctx, application, { action: 'decline', set: { reason }, note: reason })
  await settle(ctx, application, { outcome: 'cancelled' })
  await tell(ctx, application, 'rejected', {
    number: application.number,
    name: application.name,
    reason: reason ?? '',
  })
}

/** The applicant corrects what the approver asked for; the approval's own task tells them. */
async function sendBack(ctx: Ctx, application: Application, said: Opinion) {
  await move(ctx, application, {
    action: 'send_back',
    set: {
      wanted: said?.opinion ?? '',
      wanted_documents: [],
      wanted_before: [],
      wanted_by: said?.person_id ?? null,
      wanted_at: ctx.now,
      wanted_by_approval: true,
    },
    note: said?.opinion ?? null,
  })
}

/** The last answer of that kind, in its author's words. */
async function readOpinion(
  { tx }: Ctx,
  { org_id, request_id }: Application,
  state: 'rejected' | 'returned',
): Promise<Opinion> {
  return tx
    .selectFrom('kernel.approval_signer')
    .select(['person_id', 'opinion'])
    .where('org_id', '=', org_id)
    .where('request_id', '=', request_id)
    .where('state', '=', state)
    .orderBy('answered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}
