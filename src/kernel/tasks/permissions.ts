import type { PermissionTable } from '../access/roles.ts'

/** Everybody has an inbox; who looks after an organisation's people hands tasks over when one leaves. */
export const permissions: PermissionTable = {
  'tasks.task.hand_over': ['admin', 'hq_hr', 'region_lead', 'head'],
}
