import { notFound } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { type Invitation, makeInvitation } from './make.ts'

/** A one-time link made by whoever runs the server: no administrator sees it. Throws `not_found` for an address not in use. */
export async function makeLinkOnServer(ctx: Ctx, email: string): Promise<Invitation> {
  const account = await ctx.tx
    .selectFrom('kernel.account as a')
    .innerJoin('kernel.person as p', 'p.id', 'a.person_id')
    .select(['a.id', 'p.id as person_id', 'p.name', 'p.home_org_id'])
    .where('a.email', '=', email.trim().toLowerCase())
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!account) throw notFound()
  ctx.record({
    action: 'access.invitation.make',
    org_id: account.home_org_id,
    subject_type: 'person',
    subject_id: account.person_id,
    title: account.name,
  })
  return makeInvitation(ctx, { account_id: account.id, shown_to: null })
}
