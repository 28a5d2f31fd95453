import type { PermissionTable } from '../../../kernel/access/roles.ts'

export const permission = 'complaints.complaint.import'

/** What other systems kept comes in at headquarters' operations; everybody else enters one complaint at a time. */
export const permissions: PermissionTable = {
  [permission]: ['hq_ops'],
}
