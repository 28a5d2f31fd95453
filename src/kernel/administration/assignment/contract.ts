import { z } from 'zod'
import { byId, endpoint, pageOf, paging, seen } from '../../http/contract.ts'
import { namedOrganisation } from '../../org/contract.ts'

const day = z.iso.date()
const note = z.string().trim().max(1000).nullish()
const oneOrMore = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).max(40)]).optional()

export const namedRole = z.object({
  key: z.string(),
  title: z.string(),
  title_en: z.string(),
  builtin: z.boolean(),
})

export const roleHolds = ['now', 'later', 'past'] as const

export const listedAssignment = z.object({
  id: z.uuid(),
  person: z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() }),
  role: namedRole,
  organisation: namedOrganisation,
  with_subtree: z.boolean(),
  starts_on: day,
  /** First day on which it no longer holds. */
  ends_on: day.nullable(),
  /** Against today at headquarters, where the days of roles are counted. */
  holds: z.enum(roleHolds),
  /** `appointment`: it came with heading the organisation and ends with that. */
  source: z.enum(['granted', 'appointment']),
  version: z.int(),
  can: z.array(z.enum(['end'])),
})
export type ListedAssignment = z.infer<typeof listedAssignment>

export const assignmentSorts = ['name', '-name', 'starts_on', '-starts_on'] as const

export const listAssignments = endpoint({
  name: 'administration.assignment.list',
  method: 'GET',
  path: '/api/role-assignments',
  guard: 'administration.assignment.read',
  summary: 'Lists who holds which role where, from when to when.',
  query: paging.extend({
    /** Part of the person's name. */
    q: z.string().trim().max(100).optional(),
    person_id: z.uuid().optional(),
    org_id: z.uuid().optional(),
    /** At this organisation or anywhere under it. */
    under: z.uuid().optional(),
    role: oneOrMore(z.string().max(60)),
    holds: oneOrMore(z.enum(roleHolds)),
    sort: z.enum(assignmentSorts).default('name'),
  }),
  returns: pageOf(listedAssignment),
})

export const newGrant = z.object({
  person_id: z.uuid(),
  role_key: z.string().min(1).max(60),
  organisation_id: z.uuid(),
  /** Also everywhere below, now and later. */
  with_subtree: z.boolean().default(false),
  starts_on: day,
  /** First day on which it no longer holds, where that is known. */
  ends_on: day.nullish(),
  note,
})
export type NewGrant = z.output<typeof newGrant>

export const grantRole = endpoint({
  name: 'administration.assignment.grant',
  method: 'POST',
  path: '/api/role-assignments',
  guard: 'administration.assignment.grant',
  summary: 'Gives a person a role at an organisation, from a day on. Nobody gives one to themselves.',
  body: newGrant,
  returns: z.object({ id: z.uuid() }),
})

export const endRole = endpoint({
  name: 'administration.assignment.end',
  method: 'POST',
  path: '/api/role-assignments/:id/end',
  guard: 'administration.assignment.end',
  summary: 'Ends a role from a day on. What was held before stays on record.',
  params: byId,
  body: seen.extend({ ends_on: day, note }),
})
