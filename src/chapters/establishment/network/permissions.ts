import type { PermissionTable } from '../../../kernel/access/roles.ts'

/** A whole network comes in at headquarters; filings are for one organisation at a time. */
export const permissions: PermissionTable = {
  'establishment.network.import': ['admin', 'hq_ops'],
}
