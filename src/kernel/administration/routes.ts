import { handle, type Route } from '../http/mount.ts'
import * as acts from './account/acts.ts'
import * as accounts from './account/contract.ts'
import { createAccount, inviteAgain } from './account/create.ts'
import { disableAccount } from './account/disable.ts'
import { listAccounts } from './account/list.ts'
import { readAccountPage } from './account/page.ts'
import * as assignments from './assignment/contract.ts'
import { endRole } from './assignment/end.ts'
import { grantRole } from './assignment/grant.ts'
import { listAssignments } from './assignment/list.ts'
import * as keys from './key/contract.ts'
import { listKeys } from './key/list.ts'
import { revokeKey } from './key/revoke.ts'
import * as roles from './role/contract.ts'
import { listRoles } from './role/list.ts'
import { createRole, removeRole, updateRole } from './role/write.ts'

export const routes: Route[] = [
  handle(roles.listRoles, (ctx) => listRoles(ctx)),
  handle(roles.createRole, (ctx, { body }) => createRole(ctx, body)),
  handle(roles.updateRole, async (ctx, { params, body }) => {
    await updateRole(ctx, { ...params, ...body })
    return undefined
  }),
  handle(roles.removeRole, async (ctx, { params, body }) => {
    await removeRole(ctx, { ...params, ...body })
    return undefined
  }),
  handle(assignments.listAssignments, (ctx, { query }) => listAssignments(ctx, query)),
  handle(assignments.grantRole, (ctx, { body }) => grantRole(ctx, body)),
  handle(assignments.endRole, async (ctx, { params, body }) => {
    await endRole(ctx, { ...params, ...body })
    return undefined
  }),
  handle(accounts.listAccounts, (ctx, { query }) => listAccounts(ctx, query)),
  handle(accounts.readAccount, (ctx, { params }) => readAccountPage(ctx, params.id)),
  handle(accounts.createAccount, (ctx, { body }) => createAccount(ctx, body), { shownOnce: true }),
  handle(accounts.inviteAgain, (ctx, { params, body }) => inviteAgain(ctx, { ...params, ...body }), {
    shownOnce: true,
  }),
  handle(accounts.disableAccount, (ctx, { params, body }) => disableAccount(ctx, { ...params, ...body })),
  handle(accounts.enableAccount, async (ctx, { params, body }) => {
    await acts.enableAccount(ctx, { ...params, ...body })
    return undefined
  }),
  handle(accounts.unlockAccount, async (ctx, { params, body }) => {
    await acts.unlockAccount(ctx, { ...params, ...body })
    return undefined
  }),
  handle(accounts.endSessions, async (ctx, { params, body }) => {
    await acts.endSessions(ctx, { ...params, ...body })
    return undefined
  }),
  handle(accounts.resetTwoFactor, async (ctx, { params, body }) => {
    await acts.resetTwoFactor(ctx, { ...params, ...body })
    return undefined
  }),
  handle(keys.listKeys, (ctx, { query }) => listKeys(ctx, query)),
  handle(keys.revokeKey, async (ctx, { params, body }) => {
    await revokeKey(ctx, { ...params, ...body })
    return undefined
  }),
]
