import type { PermissionTable } from '../access/roles.ts'

/** Who looks after accounts, roles and keys: nobody but the administrator; the auditor reads along. */
export const permissions: PermissionTable = {
  'administration.role.read': ['admin', 'auditor'],
  'administration.role.create': ['admin'],
  'administration.role.update': ['admin'],
  'administration.role.remove': ['admin'],
  'administration.assignment.read': ['admin', 'auditor'],
  'administration.assignment.grant': ['admin'],
  'administration.assignment.end': ['admin'],
  'administration.account.read': ['admin', 'auditor'],
  'administration.account.create': ['admin'],
  'administration.account.invite': ['admin'],
  'administration.account.disable': ['admin'],
  'administration.account.enable': ['admin'],
  'administration.account.unlock': ['admin'],
  'administration.account.end_sessions': ['admin'],
  'administration.account.reset_two_factor': ['admin'],
  'administration.key.read': ['admin', 'auditor'],
  'administration.key.revoke': ['admin'],
}
