import { z } from 'zod'
import { chosenApprovers } from '../../../kernel/approvals/choosing/contract.ts'
import { countedFilters } from '../../../kernel/controls/contract.ts'
import { issuedDocument } from '../../../kernel/documents/contract.ts'
import { byId, endpoint, pageOf, paging, seen } from '../../../kernel/http/contract.ts'
import { sheetOf } from '../../../kernel/sheet/contract.ts'
import { paper } from './papers/contract.ts'
import { completeness, kinds, planShape } from './plan/contract.ts'
import { registration } from './registration/contract.ts'
import { reviewSheet } from './review/contract.ts'
import { siteVisit, visitWindow } from './visit/contract.ts'

// The states and actions repeat the lifecycle's on purpose: the browser knows no server code. A test compares them.
export const applicationStates = [
  'draft',
  'submitted',
  'in_review',
  'more_wanted',
  'recommended',
  'not_recommended',
  'approved',
  'rejected',
  'issued',
  'completed',
  'withdrawn',
] as const
export type ApplicationState = (typeof applicationStates)[number]

export const applicationActions = [
  'edit',
  'amend',
  'submit',
  'resubmit',
  'withdraw',
  'take',
  'ask_more',
  'score',
  'plan_visit',
  'recommend',
  'not_recommend',
  'send_on',
  'reject',
  'issue',
  'void_document',
  'register',
  'complete',
] as const
export type ApplicationAction = (typeof applicationActions)[number]

const at = z.iso.datetime()
const person = z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })
const organisation = z.object({
  id: z.uuid(),
  name: z.string(),
  name_en: z.string().nullable(),
  kind: z.string(),
  life: z.string(),
})

export const applicationRow = z.object({
  id: z.uuid(),
  org_id: z.uuid(),
  org_name: z.string(),
  number: z.string().nullable(),
  kind: z.enum(kinds),
  name: z.string().nullable(),
  name_en: z.string().nullable(),
  parent_id: z.uuid().nullable(),
  parent_name: z.string().nullable(),
  state: z.enum(applicationStates),
  applicant: person,
  reviewer: person.nullable(),
  /** Minor units of `currency`. */
  start_up_budget: z.int(),
  currency: z.string(),
  created_at: at,
  submitted_at: at.nullable(),
  /** While it is under review. */
  review_due_at: at.nullable(),
})
export type ApplicationRow = z.infer<typeof applicationRow>

export const applicationPage = planShape.extend({
  id: z.uuid(),
  version: z.int(),
  org: organisation,
  parent: organisation.nullable(),
  number: z.string().nullable(),
  kind: z.enum(kinds),
  state: z.enum(applicationStates),
  applicant: person,
  proposed_head: person.nullable(),
  /** Names of everyone in `staffing[].persons`. */
  people: z.array(person),
  reviewer: person.nullable(),
  start_up_budget: z.int(),
  /** What its approvers set, in minor units; null: as it was applied for. */
  approved_budget: z.int().nullable(),
  /** What its approval asks to be kept. */
  approval_condition: z.string().nullable(),
  completeness,
  documents: z.array(paper),
  /** What was asked for, while more is wanted: by the reviewer, or by an approver who sent the application back. */
  wanted: z
    .object({
      text: z.string(),
      documents: z.array(z.string()),
      by: person.nullable(),
      at,
      from_approval: z.boolean(),
    })
    .nullable(),
  /** Null until it is submitted, and for whoever may not see the review while it goes on (the applicant's side). */
  review: reviewSheet.nullable(),
  /** Whether this kind asks for a site visit, and when it may take place. */
  site_visit: z.object({ wanted: z.boolean(), window: visitWindow.nullable() }),
  visits: z.array(siteVisit),
  /** The approval request; its panel is `kernel/approvals`. */
  approval: z.object({ request_id: z.uuid(), state: z.string() }).nullable(),
  /** Why it was rejected, sent on or withdrawn. */
  reason: z.string().nullable(),
  /** The organisation that came of it. */
  established: organisation.nullable(),
  document: issuedDocument.nullable(),
  /** Documents issued earlier and voided since. */
  voided_documents: z.array(issuedDocument),
  registrations: z.array(registration),
  /** Today where the organisation that came of it is, or where the applying one is. */
  today: z.iso.date(),
  /** The day its approval document was issued, likewise: it begins to work on it at the earliest. */
  issued_on: z.iso.date().nullable(),
  /** What the address says it begins with; null where it doesn't. */
  place: z.object({ province: z.string(), city: z.string() }).nullable(),
  created_at: at,
  submitted_at: at.nullable(),
  review_due_at: at.nullable(),
  /** Minutes of working time until the review is due, negative when overdue; null when no review is running. */
  working_minutes_left: z.number().nullable(),
  /** Minutes of working time a day of the organisation has. */
  day_minutes: z.number(),
  concluded_at: at.nullable(),
  approved_at: at.nullable(),
  issued_at: at.nullable(),
  completed_at: at.nullable(),
  /** What the caller may do now. */
  can: z.array(z.enum(applicationActions)),
})
export type ApplicationPage = z.infer<typeof applicationPage>

const several = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).max(20)]).optional()
export const applicationFilters = z.object({
  state: several(z.enum(applicationStates)),
  kind: several(z.enum(kinds)),
  /** An organisation: applications from it and from everything beneath it. */
  region: z.uuid().optional(),
  /** This organisation alone. */
  organisation_id: z.uuid().optional(),
  /** Found in name, English name or number. */
  q: z.string().trim().max(200).optional(),
  /** `applied`: those I filed; `review`: those I review; `any`: both. */
  mine: z.enum(['applied', 'review', 'any']).optional(),
  ...countedFilters.shape,
})

export const listApplications = endpoint({
  name: 'establishment.application.list',
  method: 'GET',
  path: '/api/establishment/applications',
  guard: 'establishment.application.read',
  summary: 'Lists the applications within reach, the latest first.',
  query: paging.extend(applicationFilters.shape),
  returns: pageOf(applicationRow).extend({ can: z.array(z.enum(['create', 'export'])) }),
})
/** What the list shows as a sheet; of it `budget` brings its currency along. */
export const exportApplications = sheetOf(listApplications, { guard: 'establishment.application.export' })
export const readApplication = endpoint({
  name: 'establishment.application.read',
  method: 'GET',
  path: '/api/establishment/applications/:id',
  guard: 'establishment.application.read',
  summary: 'Shows one application with everything that belongs to it.',
  params: byId,
  returns: applicationPage,
})
export const submitApplication = endpoint({
  name: 'establishment.application.submit',
  method: 'POST',
  path: '/api/establishment/applications/:id/submit',
  guard: 'establishment.application.submit',
  summary: 'Submits a draft. One refusal names every missing document and field at once.',
  params: byId,
  body: seen.extend({ chosen: chosenApprovers.optional() }),
})
export const resubmitApplication = endpoint({
  name: 'establishment.application.resubmit',
  method: 'POST',
  path: '/api/establishment/applications/:id/resubmit',
  guard: 'establishment.application.submit',
  summary: 'Hands in what was wanted; the review goes on, then the approval in its next round.',
  params: byId,
  body: seen.extend({
    note: z.string().trim().max(2000).optional(),
    chosen: chosenApprovers.optional(),
  }),
})
export const withdrawApplication = endpoint({
  name: 'establishment.application.withdraw',
  method: 'POST',
  path: '/api/establishment/applications/:id/withdraw',
  guard: 'establishment.application.withdraw',
  summary: 'Withdraws an application that was not decided.',
  params: byId,
  body: seen.extend({ reason: z.string().trim().max(2000).optional() }),
})
