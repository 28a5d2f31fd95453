import type { PermissionTable } from './roles.ts'

/** Who looks after accounts, roles and keys. Nobody but the administrator, and the auditor reads along. */
export const permissions: PermissionTable = {}
