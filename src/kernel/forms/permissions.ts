import { everyRole, type PermissionTable } from '../access/roles.ts'

/** Everybody may read what a form asks; the departments in charge write them. Who answers, the chapters say. */
export const permissions: PermissionTable = {
  'forms.form.read': everyRole,
  'forms.form.edit': ['admin', 'hq_ops', 'hq_quality'],
}
