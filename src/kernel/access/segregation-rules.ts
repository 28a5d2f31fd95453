import type { MessageKey } from '../language/messages/contract.ts'
import type { RoleKey } from './roles.ts'

/**
 * One side of a rule: roles by name, and roles that give one of these permissions. `operates`: every built-in role but
 * the auditor's, and every custom role that gives something the auditor's does not.
 */
export type Side = { roles?: readonly RoleKey[]; gives?: readonly string[]; operates?: boolean }

/** Nobody holds a role of either side where their places and days meet. `key` is the message that says why. */
export type SegregationRule = { key: MessageKey; one: Side; other: Side }

export const segregationRules: readonly SegregationRule[] = [
  { key: 'access.rules.auditor_operates', one: { roles: ['auditor'] }, other: { operates: true } },
  {
    key: 'access.rules.administrator_decides',
    one: {
      roles: ['admin'],
      gives: [
        'administration.role.create',
        'administration.role.update',
        'administration.role.remove',
        'administration.assignment.grant',
        'administration.assignment.end',
        'administration.account.create',
        'administration.account.invite',
        'administration.account.disable',
        'administration.account.enable',
        'administration.account.unlock',
        'administration.account.end_sessions',
        'administration.account.reset_two_factor',
        'administration.key.revoke',
        'approvals.flow.edit',
        'approvals.request.appoint',
        'approvals.request.override',
        'approvals.proxy.manage',
      ],
    },
    other: { gives: ['approvals.request.decide'] },
  },
]
