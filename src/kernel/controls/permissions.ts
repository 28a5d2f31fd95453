import { headquarters, type PermissionTable } from '../access/roles.ts'

/** Whoever answers for an organisation sees where it stands. */
export const permissions: PermissionTable = {
  'controls.standing.read': [...headquarters, 'region_lead', 'head', 'partner'],
  'controls.result.measure': ['admin', 'hq_management', 'hq_ops', 'hq_risk'],
}
