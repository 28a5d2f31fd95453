import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import { newId } from '../../db/new-id.ts'
import { widenReach } from '../../db/transaction.ts'
import { notFound } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { identifierOf, voidInvitations } from './make.ts'

/** The account a link belongs to. Throws `not_found` for one that is wrong, used, too old, or of a disabled account. */
export async function getInvited({ tx, now }: Ctx, token: string) {
  const invited = await tx
    .selectFrom('kernel.account_verification as v')
    .innerJoin('kernel.account as a', (join) => join.onRef('v.value', '=', (on) => on.cast('a.id', 'text')))
    .innerJoin('kernel.person as p', 'p.id', 'a.person_id')
    .select(['a.id', 'p.name', 'a.email', 'v.expires_at', 'v.shown_to', 'p.id as person_id', 'p.home_org_id'])
    .where('v.identifier', '=', identifierOf(token))
    .where(sql<boolean>`v.expires_at > ${now}`)
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!invited) throw notFound()
  return invited
}

/** Sets the password. Whoever was signed in until now is signed out, and a lock after wrong passwords is lifted. */
export async function acceptInvitation(
  ctx: Ctx,
  { token, password }: { token: string; password: string },
): Promise<void> {
  const { tx, now } = ctx
  const { id, name, person_id, home_org_id, shown_to } = await getInvited(ctx, token)
  const hash = await hashPassword(password)
  // Whoever deletes the row has the link; a second one who came at the same moment finds nothing.
  const used = await tx
    .deleteFrom('kernel.account_verification')
    .where('identifier', '=', identifierOf(token))
    .executeTakeFirst()
  if (used.numDeletedRows === 0n) throw notFound()
  await voidInvitations(ctx, id)
  const changed = await tx
    .updateTable('kernel.account_credential')
    .set({ password: hash, updated_at: now })
    .where('user_id', '=', id)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n)
    await tx
      .insertInto('kernel.account_credential')
      .values({
        ...{ id: newId(), account_id: id, provider_id: 'credential', user_id: id },
        ...{ password: hash, created_at: now, updated_at: now },
      })
      .execute()
  await tx
    .updateTable('kernel.account')
    .set({ failed_sign_ins: 0, locked_until: null, handed_by: shown_to, updated_at: now })
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('kernel.account_session').where('user_id', '=', id).execute()
  // Nobody is signed in here: the entry goes to the chain of the organisation the person belongs to.
  await widenReach(tx)
  ctx.record({
    action: 'access.invitation.accept',
    org_id: home_org_id,
    subject_type: 'person',
    subject_id: person_id,
    title: name,
  })
}
