import { everyRole, type PermissionTable } from '../access/roles.ts'

/** Everybody sees the organisations they reach. Setting up, changing and closing them is a matter of filings. */
export const permissions: PermissionTable = {
  'org.organisation.read': everyRole,
}
