import { headquarters, type PermissionTable, type RoleKey } from '../../../kernel/access/roles.ts'

/** Who answers for an organisation, at it or above it; management decides, and files nothing. */
const filing: RoleKey[] = ['hq_ops', 'region_lead', 'head', 'partner']

/**
 * Whoever answers for an organisation files what is to change about it and reads what was filed. Its life and its place
 * in the tree are a matter of those above it (`direct`).
 */
export const permissions: PermissionTable = {
  'establishment.change.read': [...headquarters, 'region_lead', 'head', 'partner'],
  'establishment.change.create': filing,
  'establishment.change.submit': filing,
  'establishment.change.withdraw': filing,
  'establishment.change.direct': ['hq_ops', 'region_lead'],
  'establishment.hand_over.witness': ['hq_management', 'hq_ops', 'hq_hr'],
  'establishment.exit_audit.request': ['hq_ops', 'region_lead'],
  'establishment.exit_audit.receive': ['auditor'],
}
