/** The built-in roles the demo's cast holds. */
export type RoleKey =
  | 'admin'
  | 'hq_management'
  | 'hq_ops'
  | 'hq_hr'
  | 'hq_quality'
  | 'hq_finance'
  | 'hq_risk'
  | 'auditor'
  | 'region_lead'
  | 'head'
  | 'staff'
  | 'partner'
