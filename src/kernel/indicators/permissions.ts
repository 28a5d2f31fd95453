import { headquarters, type PermissionTable, type RoleKey } from '../access/roles.ts'

const functions: RoleKey[] = ['hq_ops', 'hq_hr', 'hq_quality', 'hq_finance', 'hq_risk']
const answering: RoleKey[] = ['region_lead', 'head', 'partner']

/** Whoever answers for an organisation sees and enters its values once; a correction and the warning values are headquarters'. */
export const permissions: PermissionTable = {
  'indicators.indicator.read': [...headquarters, ...answering],
  'indicators.indicator.edit': ['hq_ops', 'hq_quality', 'hq_risk'],
  'indicators.value.enter': [...functions, ...answering],
  'indicators.value.correct': ['hq_ops', 'hq_quality', 'hq_risk'],
  'indicators.warning.respond': [...functions, ...answering],
}
