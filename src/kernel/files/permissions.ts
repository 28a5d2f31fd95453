import { everyRole, type PermissionTable } from '../access/roles.ts'

/** A file follows the organisation it belongs to. Uploading and removing belong to the chapters. */
export const permissions: PermissionTable = {
  'files.file.read': everyRole,
}
