import type { Ctx } from '../../http/context.ts'
import { lockRequestOf } from './find.ts'

type Changing = { org_id: string; subject_type: string; subject_id: string; to_person_id: string }

/**
 * A matter goes on with another applicant: so does its request that was sent back, or nobody could submit or end it any
 * more. Called by the chapter before it locks the matter; a request that runs keeps whoever asked.
 */
export async function changeRequestApplicant(
  ctx: Ctx,
  { to_person_id, ...subject }: Changing,
): Promise<void> {
  const request = await lockRequestOf(ctx, subject)
  if (request?.state !== 'returned') return
  await ctx.tx
    .updateTable('kernel.approval_request')
    .set({ applicant_id: to_person_id })
    .where('org_id', '=', subject.org_id)
    .where('id', '=', request.id)
    .execute()
}
