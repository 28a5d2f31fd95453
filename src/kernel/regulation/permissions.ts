import { everyRole, type PermissionTable } from '../access/roles.ts'

/** Everybody may read the numbers that bind them; administrators and management set them. */
export const permissions: PermissionTable = {
  'regulation.parameter.read': everyRole,
  'regulation.parameter.set': ['admin', 'hq_management'],
}
