import { lockRequestOf } from '../../../../kernel/approvals/request/find.ts'
import { withdrawRequest } from '../../../../kernel/approvals/request/operate.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { releaseVisits } from '../visit/ask-team.ts'
import { settle } from './ask.ts'
import { checkAction, move } from './move.ts'
import { type Application, getApplication, lockApplication, subjectOf } from './row.ts'

/** The applicant takes it back, as long as nothing is decided; an approval under way ends with it. */
export async function withdrawApplication(
  ctx: Ctx,
  { id, version, reason = null }: { id: string; version: number; reason?: string | null | undefined },
): Promise<void> {
  const request = await lockRequestOf(ctx, subjectOf(await getApplication(ctx, id)))
  const application = await lockApplication(ctx, { id, version })
  await checkAction(ctx, application, 'withdraw')
  await markWithdrawn(ctx, application, reason)
  if (request) await withdrawRequest(ctx, { id: request.id })
}

/** What is left when it was withdrawn, here or at its approval. */
export async function markWithdrawn(
  ctx: Ctx,
  application: Application,
  reason: string | null,
): Promise<void> {
  await move(ctx, application, { action: 'withdraw', set: { reason }, note: reason })
  await settle(ctx, application, { outcome: 'cancelled' })
  await releaseVisits(ctx, application)
}
