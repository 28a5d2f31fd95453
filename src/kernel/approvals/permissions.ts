import { everyRole, headquarters, type PermissionTable, type RoleKey } from '../access/roles.ts'

const deciders: RoleKey[] = [
  'hq_management',
  'hq_ops',
  'hq_hr',
  'hq_quality',
  'hq_finance',
  'hq_risk',
  'region_lead',
  'head',
]

/**
 * What a request shows and who decides on it is up to its matter and its flow; these say who may take part at all.
 * The administrator looks after requests nobody can decide, and never decides; what an administrator ends shows it.
 */
export const permissions: PermissionTable = {
  'approvals.request.read': everyRole,
  'approvals.request.comment': everyRole,
  'approvals.request.withdraw': everyRole,
  'approvals.request.urge': everyRole,
  'approvals.request.copy': everyRole,
  'approvals.request.decide': deciders,
  'approvals.request.ask': ['admin', ...deciders],
  'approvals.request.appoint': ['admin'],
  'approvals.request.override': ['admin'],
  'approvals.proxy.give': [...deciders, 'admin'],
  'approvals.proxy.manage': ['admin'],
  'approvals.statistics.read': [...headquarters, 'region_lead', 'head'],
  'approvals.flow.read': headquarters,
  'approvals.flow.edit': ['admin'],
}
