import { everyRole, type PermissionTable } from '../access/roles.ts'

/** Names and posts are seen by whoever reaches the organisation; what is private of a person, by fewer. */
export const permissions: PermissionTable = {
  'people.person.read': everyRole,
  'people.record.read': ['admin', 'hq_hr', 'auditor', 'region_lead', 'head'],
  'people.person.create': ['admin', 'hq_hr'],
  'people.assignment.begin': ['admin', 'hq_hr'],
  'people.assignment.end': ['admin', 'hq_hr'],
}
