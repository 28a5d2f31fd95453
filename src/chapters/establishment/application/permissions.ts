import { headquarters, type PermissionTable, type RoleKey } from '../../../kernel/access/roles.ts'

/** Who may set up a unit beneath an organisation of theirs. */
const applying: RoleKey[] = ['hq_management', 'hq_ops', 'region_lead', 'head']
const reviewing: RoleKey[] = ['hq_ops', 'region_lead']

/**
 * Whoever reaches the applying organisation and answers for something reads its applications. Reviewing, ruling,
 * issuing and completing are apart from applying: the lifecycle keeps the applicant's side from all of them.
 */
export const permissions: PermissionTable = {
  'establishment.application.read': [...headquarters, 'region_lead', 'head'],
  'establishment.application.export': [...headquarters, 'region_lead', 'head'],
  'establishment.application.create': applying,
  'establishment.application.edit': applying,
  'establishment.application.submit': applying,
  'establishment.application.withdraw': applying,
  'establishment.application.review': reviewing,
  'establishment.visit.plan': reviewing,
  'establishment.visit.edit': ['hq_ops', 'hq_quality', 'hq_risk', 'region_lead'],
  'establishment.application.rule': ['hq_management'],
  'establishment.application.issue': ['hq_ops', 'hq_management'],
  'establishment.application.register': ['hq_ops', 'region_lead', 'head'],
  'establishment.application.complete': ['hq_ops'],
}
