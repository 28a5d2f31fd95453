import { handle, type Route } from '../http/mount.ts'
import * as contract from './contract.ts'
import { checkSetup, setUpFirst } from './first-administrator.ts'
import { acceptInvitation, getInvited } from './invitation/accept.ts'
import * as invitation from './invitation/contract.ts'
import * as keys from './key/contract.ts'
import { createKey } from './key/create.ts'
import { listOwnKeys } from './key/list.ts'
import { revokeOwnKey } from './key/revoke.ts'
import { showCompany, showSessionOptions } from './session-options.ts'
import { showSession } from './show-session.ts'

export const routes: Route[] = [
  handle(contract.readSession, (ctx) => showSession(ctx)),
  handle(
    contract.updateSession,
    async ({ tx, actor, now }, { body }) => {
      await tx
        .updateTable('kernel.account')
        .set({ language: body.language, updated_at: now })
        .where('id', '=', actor.account_id)
        .execute()
      return undefined
    },
    { untrailed: 'the language one reads in is nobody else’s business' },
  ),
  handle(contract.readSessionOptions, (ctx) => showSessionOptions(ctx)),
  handle(contract.readSetup, async (ctx, { params }) => {
    await checkSetup(ctx, params.token)
    return { company: await showCompany(ctx) }
  }),
  handle(contract.setUpAdministrator, async (ctx, { params, body }) => {
    await setUpFirst(ctx, { ...params, ...body })
    return undefined
  }),
  handle(invitation.readInvitation, async (ctx, { params }) => {
    const { name, email, expires_at } = await getInvited(ctx, params.token)
    return { name, email, expires_at: new Date(expires_at).toISOString(), company: await showCompany(ctx) }
  }),
  handle(invitation.acceptInvitation, async (ctx, { params, body }) => {
    await acceptInvitation(ctx, { ...params, ...body })
    return undefined
  }),
  handle(keys.listOwnKeys, async (ctx) => ({ items: await listOwnKeys(ctx) })),
  handle(keys.createKey, (ctx, { body }) => createKey(ctx, body), { shownOnce: true }),
  handle(keys.revokeOwnKey, async (ctx, { params }) => {
    await revokeOwnKey(ctx, params.id)
    return undefined
  }),
]
