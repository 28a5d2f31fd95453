import { everyRole, type PermissionTable } from '../access/roles.ts'

/**
 * Everybody reads the history of what they may read; administrators and auditors read all of it within reach,
 * and how it is sealed.
 */
export const permissions: PermissionTable = {
  'trail.entry.read': everyRole,
  'trail.chain.read': ['admin', 'auditor'],
}
