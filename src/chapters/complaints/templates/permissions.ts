import { everyRole, type PermissionTable } from '../../../kernel/access/roles.ts'

/** Whoever sees complaints sees what answers begin from; the words are headquarters' to change. */
export const permissions: PermissionTable = {
  'complaints.template.read': everyRole.filter((role) => role !== 'admin'),
  'complaints.template.edit': ['hq_ops', 'hq_quality'],
}
