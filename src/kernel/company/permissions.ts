import { headquarters, type PermissionTable } from '../access/roles.ts'

export const permissions: PermissionTable = {
  'settings.company.read': headquarters,
  'settings.company.update': ['admin'],
}
