import { everyRole, type PermissionTable } from '../access/roles.ts'

/** Whoever reaches an organisation reads what was issued to it or about it. Issuing and voiding belong to the chapters. */
export const permissions: PermissionTable = {
  'documents.document.read': everyRole,
}
