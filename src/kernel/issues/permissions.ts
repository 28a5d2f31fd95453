import { everyRole, headquarters, type PermissionTable, type RoleKey } from '../access/roles.ts'

/** Whoever answers for an organisation puts right what is wrong there; who watches over it finds and verifies. */
const answering: RoleKey[] = ['region_lead', 'head', 'partner']
const functions: RoleKey[] = ['hq_ops', 'hq_hr', 'hq_quality', 'hq_finance', 'hq_risk']
const rectifying: RoleKey[] = [...functions, ...answering]
const watching: RoleKey[] = [...functions, 'auditor', 'region_lead']

/** Whoever answers for an organisation sees what is to be put right there; a measure of a plan may be anybody's. */
export const permissions: PermissionTable = {
  'issues.issue.read': [...headquarters, ...answering],
  'issues.issue.open': [...watching, 'head'],
  'issues.issue.edit': watching,
  'issues.issue.notify': watching,
  'issues.issue.plan': rectifying,
  'issues.measure.do': everyRole,
  'issues.issue.submit': rectifying,
  'issues.issue.extend': rectifying,
  'issues.issue.verify': watching,
  'issues.issue.close': watching,
  'issues.issue.reopen': watching,
  'issues.issue.remind': watching,
}
