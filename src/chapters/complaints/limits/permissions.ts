import { everyRole, type PermissionTable } from '../../../kernel/access/roles.ts'

/** Whoever sees complaints sees how fast they are handled; how fast is headquarters' to say. */
export const permissions: PermissionTable = {
  'complaints.limits.read': everyRole.filter((role) => role !== 'admin'),
  'complaints.limits.set': ['hq_ops', 'hq_quality'],
}
