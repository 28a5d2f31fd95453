import { z } from 'zod'
import { byId, endpoint, pageOf, paging, seen } from '../http/contract.ts'
import { namedOrganisation } from '../org/contract.ts'
import { sheetOf } from '../sheet/contract.ts'

export const assignmentKinds = ['employment', 'secondment', 'head', 'responsible'] as const
export type AssignmentKind = (typeof assignmentKinds)[number]

const day = z.iso.date()
const post = z.string().trim().min(1).max(100)
const post_en = z.string().trim().max(100).nullish()

/** What everybody may know of a person: enough to name them. */
export const namedPerson = z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })
export type NamedPerson = z.infer<typeof namedPerson>

export const assignment = z.object({
  id: z.uuid(),
  organisation: namedOrganisation,
  kind: z.enum(assignmentKinds),
  /** In the reader's language, where it has a name in it. */
  post: z.string(),
  starts_on: day,
  /** First day on which it no longer holds. */
  ends_on: day.nullable(),
  /** Against today, where the organisation is. */
  holds: z.enum(['past', 'now', 'later']),
  version: z.int(),
})
export type Assignment = z.infer<typeof assignment>

export const listedPerson = namedPerson.extend({
  /** What they do now within reach, employment first; empty for someone who left. */
  assignments: z.array(
    assignment.pick({ id: true, organisation: true, kind: true, post: true, starts_on: true }),
  ),
})
export type ListedPerson = z.infer<typeof listedPerson>

export const personSorts = ['name', '-name'] as const

export const listPeople = endpoint({
  name: 'people.person.list',
  method: 'GET',
  path: '/api/people',
  guard: 'people.person.read',
  summary: 'Lists the people with an assignment within reach.',
  query: paging.extend({
    /** Part of the name. */
    q: z.string().trim().max(100).optional(),
    org_id: z.uuid().optional(),
    /** At this organisation or anywhere under it. */
    under: z.uuid().optional(),
    kind: z.union([z.enum(assignmentKinds), z.array(z.enum(assignmentKinds)).max(4)]).optional(),
    /** Part of the post. */
    post: z.string().trim().max(100).optional(),
    /** `now`: in office today; `left`: none of theirs within reach holds any more; `any`: both. */
    state: z.enum(['now', 'left', 'any']).default('now'),
    sort: z.enum(personSorts).default('name'),
  }),
  returns: pageOf(listedPerson),
})
export const exportPeople = sheetOf(listPeople)

export const heldRole = z.object({
  role_key: z.string(),
  title: z.string(),
  title_en: z.string(),
  builtin: z.boolean(),
  organisation: namedOrganisation,
  with_subtree: z.boolean(),
  starts_on: day,
  ends_on: day.nullable(),
  source: z.enum(['granted', 'appointment']),
  holds: z.enum(['past', 'now', 'later']),
})
export type HeldRole = z.infer<typeof heldRole>

export const personPage = namedPerson.extend({
  version: z.int(),
  active: z.boolean(),
  /** Where they are employed; null when that is out of the reader's reach. */
  home: namedOrganisation.nullable(),
  /** Those within reach, the latest first. */
  assignments: z.array(assignment),
  /** Roles held at organisations within reach. */
  roles: z.array(heldRole),
  can: z.array(z.enum(['begin', 'end'])),
})
export type PersonPage = z.infer<typeof personPage>

export const readPerson = endpoint({
  name: 'people.person.read',
  method: 'GET',
  path: '/api/people/:id',
  guard: 'people.person.read',
  summary: 'Shows a person with the history of assignments within reach.',
  params: byId,
  returns: personPage,
})

export const employeeRecord = z.object({
  employee_no: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})
export type EmployeeRecord = z.infer<typeof employeeRecord>

export const readEmployeeRecord = endpoint({
  name: 'people.record.read',
  method: 'GET',
  path: '/api/people/:id/record',
  guard: 'people.record.read',
  summary: 'Shows what the employing organisation keeps about a person.',
  params: byId,
  /** Null where no record is kept within reach. */
  returns: employeeRecord.nullable(),
})

export const newPerson = z.object({
  org_id: z.uuid(),
  name: z.string().trim().min(1).max(100),
  name_en: z.string().trim().max(100).nullish(),
  post,
  post_en,
  starts_on: day,
  employee_no: z.string().trim().max(40).nullish(),
  phone: z.string().trim().max(40).nullish(),
  email: z.email().max(200).nullish(),
})
export type NewPerson = z.infer<typeof newPerson>

export const createPerson = endpoint({
  name: 'people.person.create',
  method: 'POST',
  path: '/api/people',
  guard: 'people.person.create',
  summary: 'Enters a person together with their employment.',
  body: newPerson,
  returns: z.object({ id: z.uuid() }),
})

export const newAssignment = z.object({
  org_id: z.uuid(),
  kind: z.enum(['employment', 'secondment', 'responsible']),
  post,
  post_en,
  starts_on: day,
  /** First day on which it no longer holds, where that is known. */
  ends_on: day.nullish(),
})
export type NewAssignment = z.infer<typeof newAssignment>

export const beginAssignment = endpoint({
  name: 'people.assignment.begin',
  method: 'POST',
  path: '/api/people/:id/assignments',
  guard: 'people.assignment.begin',
  summary: 'Begins an assignment. Heads are appointed through a filing.',
  params: byId,
  body: newAssignment,
  returns: z.object({ id: z.uuid() }),
})

export const endAssignment = endpoint({
  name: 'people.assignment.end',
  method: 'POST',
  path: '/api/people/:id/assignments/:assignment_id/end',
  guard: 'people.assignment.end',
  summary: 'Ends an assignment from a day on; ending an employment ends the roles held there as well.',
  params: byId.extend({ assignment_id: z.uuid() }),
  /** `ends_on`: first day on which it no longer holds. */
  body: seen.extend({ ends_on: day, note: z.string().trim().max(1000).optional() }),
})

export const candidate = namedPerson.extend({
  organisation: namedOrganisation,
  roles: z.array(z.object({ role_key: z.string(), title: z.string(), title_en: z.string() })),
})
export type Candidate = z.infer<typeof candidate>

export const listCandidates = endpoint({
  name: 'people.person.candidates',
  method: 'GET',
  path: '/api/people/candidates',
  guard: 'people.person.read',
  summary: 'Lists who holds a permission and reaches an organisation: whom a matter there may be given to.',
  query: z.object({
    org_id: z.uuid(),
    permission: z.string().max(100),
    /** Part of the name. */
    q: z.string().trim().max(100).optional(),
  }),
  returns: z.object({ items: z.array(candidate) }),
})
