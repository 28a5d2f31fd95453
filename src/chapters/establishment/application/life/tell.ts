import type { Ctx } from '../../../../kernel/http/context.ts'
import { queueMail } from '../../../../kernel/mail/queue.ts'

type Letter = 'issued' | 'rejected' | 'registration_due' | 'registration_overdue'

/** Writes to whoever applied. */
export function tell(
  ctx: Ctx,
  { org_id, applicant_id }: { org_id: string; applicant_id: string },
  letter: Letter,
  params: Record<string, unknown>,
): Promise<unknown> {
  return queueMail(ctx, {
    ...{ org_id, person_id: applicant_id, params },
    template: `establishment.mail.${letter}`,
    notice: letter === 'issued' || letter === 'rejected' ? 'done' : 'reminder',
  })
}
