import { createHash, randomBytes } from 'node:crypto'
import { newId } from '../../db/new-id.ts'
import type { Ctx } from '../../http/context.ts'

/** Hours for which a one-time link holds. */
const hours = 72
const prefix = 'invitation:'

/** Only the hash is kept: whoever reads the database can't use the link. */
export const identifierOf = (token: string) => `${prefix}${createHash('sha256').update(token).digest('hex')}`

export type Invitation = { path: string; expires_at: string }

type Making = {
  account_id: string
  /** The administrator's account that is shown the link, to hand it over. */
  shown_to: string | null
}

/** A one-time link by which the holder of an account sets a password. It makes the links before it worthless. */
export async function makeInvitation(ctx: Ctx, { account_id, shown_to }: Making): Promise<Invitation> {
  await voidInvitations(ctx, account_id)
  const token = randomBytes(32).toString('base64url')
  const expires_at = new Date(ctx.now.getTime() + hours * 3_600_000)
  await ctx.tx
    .insertInto('kernel.account_verification')
    .values({
      id: newId(),
      identifier: identifierOf(token),
      value: account_id,
      shown_to,
      expires_at,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  return { path: `/welcome/${token}`, expires_at: expires_at.toISOString() }
}

export async function voidInvitations({ tx }: Ctx, account_id: string): Promise<void> {
  await tx
    .deleteFrom('kernel.account_verification')
    .where('identifier', 'like', `${prefix}%`)
    .where('value', '=', account_id)
    .execute()
}
