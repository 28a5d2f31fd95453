import { everyRole, type PermissionTable } from '../access/roles.ts'

/** Everybody may see by which hours deadlines are counted; administrators set them. */
export const permissions: PermissionTable = {
  'calendar.calendar.read': everyRole,
  'calendar.calendar.create': ['admin'],
  'calendar.calendar.edit': ['admin'],
  'calendar.organisation.assign': ['admin'],
}
