import { everyRole, type PermissionTable } from '../../../kernel/access/roles.ts'

/** Whoever reaches an organisation sees its place in the registry; only filings and imports write it. */
export const permissions: PermissionTable = {
  'establishment.premises.read': everyRole,
  'establishment.filing.read': everyRole,
}
