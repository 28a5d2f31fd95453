import { newId } from '../../db/new-id.ts'
import { invalid, refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { getPerson } from '../../people/person.ts'
import type { Invited } from './contract.ts'
import { type Account, checkNotBeyond, lockAccount } from './find.ts'
import { deliverLink, findDelivery } from './link.ts'

/**
 * Opens an account for a person who works within reach, with nothing to sign in with but a one-time link. Refused for
 * someone who left, reaches further than the giver or has an account, and for an address in use.
 */
export async function createAccount(
  ctx: Ctx,
  { person_id, ...given }: { person_id: string; email: string },
): Promise<Invited & { id: string }> {
  const person = await getPerson(ctx, person_id)
  if (!person.active) throw refused('administration.errors.person_left', { name: person.name })
  await checkNotBeyond(ctx, { person_id, name: person.name })
  const email = given.email.toLowerCase()
  await checkNew(ctx, { person_id, email, name: person.name })
  const id = newId()
  const at = { created_at: ctx.now, updated_at: ctx.now }
  await ctx.tx
    .insertInto('kernel.account')
    .values({ id, name: person.name, email, email_verified: true, person_id, language: ctx.language, ...at })
    .execute()
  const delivery = await findDelivery(ctx, person_id)
  ctx.record({
    action: 'administration.account.create',
    org_id: person.home_org_id,
    subject_type: 'person',
    subject_id: person_id,
    title: person.name,
    diff: { email: [null, email], link: [null, delivery] },
  })
  const holder = { id, person_id, home_org_id: person.home_org_id }
  return { id, ...(await deliverLink(ctx, holder, { delivery, letter: 'opened' })) }
}

async function checkNew(
  { tx }: Ctx,
  { person_id, email, name }: { person_id: string; email: string; name: string },
) {
  const taken = await tx
    .selectFrom('kernel.account')
    .select(['person_id', 'email'])
    .where((row) => row.or([row('person_id', '=', person_id), row('email', '=', email)]))
    .execute()
  if (taken.some((row) => row.person_id === person_id))
    throw refused('administration.errors.has_account', { name })
  if (taken.length > 0)
    throw invalid('errors.invalid', {}, [{ path: 'email', code: 'administration.errors.email_taken' }])
}

/** A new one-time link for whoever never used the first or forgot the password. Their password holds until it is used. */
export async function inviteAgain(
  ctx: Ctx,
  { id, note = null }: { id: string; note?: string | null | undefined },
): Promise<Invited> {
  const account = await lockAccount(ctx, id)
  if (account.disabled_at) throw refused('administration.errors.is_disabled', { name: account.name })
  const delivery = await findDelivery(ctx, account.person_id)
  if (delivery === 'server')
    throw refused('administration.errors.link_on_server', { name: account.name, email: account.email })
  ctx.record({
    action: 'administration.account.invite',
    org_id: account.home_org_id,
    subject_type: 'person',
    subject_id: account.person_id,
    title: account.name,
    diff: { link: [null, delivery] },
    note,
  })
  return deliverLink(ctx, account, { delivery, letter: 'new_link' })
}

export function recordAct(ctx: Ctx, account: Account, action: string, note: string | null | undefined) {
  ctx.record({
    action,
    org_id: account.home_org_id,
    subject_type: 'person',
    subject_id: account.person_id,
    title: account.name,
    note: note ?? null,
  })
}
