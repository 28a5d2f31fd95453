/** Built-in roles, in the order they are shown. Their titles are messages; custom roles are data beside them. */
export const everyRole = [
  'admin',
  'hq_management',
  'hq_ops',
  'hq_hr',
  'hq_quality',
  'hq_finance',
  'hq_risk',
  'auditor',
  'region_lead',
  'head',
  'staff',
  'partner',
] as const

export type RoleKey = (typeof everyRole)[number]

/** Role × permission, as each part declares it. */
export type PermissionTable = Record<string, readonly RoleKey[]>

export const headquarters: RoleKey[] = everyRole.slice(0, 8)
