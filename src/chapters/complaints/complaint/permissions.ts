import { everyRole, type PermissionTable, type RoleKey } from '../../../kernel/access/roles.ts'

const handling: RoleKey[] = ['hq_ops', 'hq_quality', 'region_lead', 'head', 'staff', 'partner']
/** Those who answer for more than one desk. */
const directing: RoleKey[] = ['hq_ops', 'hq_quality', 'region_lead', 'head', 'partner']

/**
 * Whoever gives service takes complaints; who one concerns has no part in it beyond reading, whatever stands here
 * (`life/concerned.ts`).
 */
export const permissions: PermissionTable = {
  'complaints.complaint.read': everyRole.filter((role) => role !== 'admin'),
  'complaints.complaint.create': handling,
  'complaints.complaint.handle': handling,
  'complaints.complaint.edit': handling,
  'complaints.complaint.assign': directing,
  'complaints.complaint.reopen': directing,
  'complaints.complaint.merge': directing,
  'complaints.complaint.transfer': ['hq_ops', 'hq_quality', 'region_lead'],
  'complaints.complaint.unmask': ['hq_ops', 'hq_quality', 'region_lead', 'staff'],
}
