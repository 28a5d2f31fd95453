import { headquarters, type PermissionTable } from '../access/roles.ts'

/** Whoever answers for an organisation sees what is to be put right there. */
export const permissions: PermissionTable = {
  'issues.issue.read': [...headquarters, 'region_lead', 'head', 'partner'],
}
