import { everyRole, type PermissionTable } from '../../../kernel/access/roles.ts'

/** Whoever sees complaints sees what they are sorted by and measured against; they are headquarters' to change. */
export const permissions: PermissionTable = {
  'complaints.term.read': everyRole.filter((role) => role !== 'admin'),
  'complaints.term.edit': ['hq_ops', 'hq_quality'],
}
