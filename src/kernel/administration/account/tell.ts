import type { Invitation } from '../../access/invitation/make.ts'
import type { Ctx } from '../../http/context.ts'
import { queueMail } from '../../mail/queue.ts'

type Holder = { person_id: string; home_org_id: string }

/** Writes to the holder of an account: nothing is done to it behind their back. */
export async function tellHolder(
  ctx: Ctx,
  { person_id, home_org_id }: Holder,
  letter: 'opened' | 'new_link' | 'two_factor_gone',
  invitation?: Invitation,
): Promise<void> {
  await queueMail(ctx, {
    ...{ org_id: home_org_id, person_id },
    template: `administration.mail.${letter}`,
    params: { by: ctx.actor.name, until: invitation?.expires_at },
    ...(invitation ? { link: invitation.path, secret: true } : {}),
  })
}
