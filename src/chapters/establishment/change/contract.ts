import { z } from 'zod'
import { chosenApprovers } from '../../../kernel/approvals/choosing/contract.ts'
import { storedFile } from '../../../kernel/files/contract.ts'
import { byId, endpoint, seen } from '../../../kernel/http/contract.ts'
import { namedOrganisation, organisationLives } from '../../../kernel/org/contract.ts'
import { changeKinds, proposals } from './kinds/contract.ts'

// The states and actions repeat the lifecycle's on purpose: the browser knows no server code. A test compares them.
export const changeStates = [
  'draft',
  'in_review',
  'more_wanted',
  'in_handover',
  'approved',
  'rejected',
  'completed',
  'withdrawn',
] as const
export type ChangeState = (typeof changeStates)[number]

export const changeActions = ['edit', 'submit', 'withdraw'] as const
export type ChangeAction = (typeof changeActions)[number]

/** What a filing touches: of one organisation, one filing per item is open at a time. */
export const changeItems = ['name', 'scope', 'premises', 'parent', 'head', 'life'] as const
export type ChangeItem = (typeof changeItems)[number]

const at = z.iso.datetime()
const person = z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })
const text = z.string().trim().min(1).max(4000)

/** What is filed beside the proposal. */
export const changeTerms = z.object({
  /** First day on which it is to hold; null: from the approval on. */
  effective_on: z.iso.date().nullable(),
  reason: text,
  /** How it is to be done. */
  plan: text,
})
export type ChangeTerms = z.infer<typeof changeTerms>

export const changePage = z.object({
  id: z.uuid(),
  org: namedOrganisation.extend({ life: z.enum(organisationLives) }),
  number: z.string().nullable(),
  kind: z.enum(changeKinds),
  item: z.enum(changeItems),
  state: z.enum(changeStates),
  /** Until approval the day wished for, null: from the approval on. Since then the day from which it holds. */
  effective_on: z.iso.date().nullable(),
  reason: z.string(),
  plan: z.string(),
  proposal: z.record(z.string(), z.unknown()),
  /** What becomes different: what holds now, or held when it was carried out, beside what is proposed. */
  lines: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  /** Of a correction: the filing that was wrong. */
  corrects: z.object({ id: z.uuid(), number: z.string().nullable() }).nullable(),
  /** Later corrections of this one, the latest first. */
  corrected_by: z.array(z.object({ id: z.uuid(), number: z.string().nullable() })),
  /** The reader may file a correction of it. */
  correctable: z.boolean(),
  /** Of a change of head: there is a hand-over list. */
  hand_over: z.boolean(),
  /**
   * What still keeps an organisation from closing, with the way to it. `amount`: what it comes to, where it is money, as a
   * decimal with a point; `word` says it as well.
   */
  blocking: z.array(
    z.object({
      ...{ word: z.string(), link: z.string(), count: z.int() },
      amount: z.object({ value: z.string(), currency: z.string() }).nullable(),
    }),
  ),
  /** What was filed with it. */
  files: z.array(storedFile),
  applicant: person,
  approval: z.object({ request_id: z.uuid(), state: z.string() }).nullable(),
  /** Why it was sent back, rejected or withdrawn. */
  ruling: z.string().nullable(),
  /** Why it could not take effect on its day, in the reader's language; it is tried again every minute. */
  held_up: z.string().nullable(),
  created_at: at,
  submitted_at: at.nullable(),
  approved_at: at.nullable(),
  completed_at: at.nullable(),
  /** Today, where the organisation is. */
  today: z.iso.date(),
  version: z.int(),
  can: z.array(z.enum(changeActions)),
})
export type ChangePage = z.infer<typeof changePage>

const kept = z.object({ id: z.uuid(), version: z.int() })

export const createChange = endpoint({
  name: 'establishment.change.create',
  method: 'POST',
  path: '/api/establishment/organisations/:id/changes',
  guard: 'establishment.change.create',
  summary: 'Begins a filing of change about an organisation as a draft.',
  params: byId,
  body: changeTerms.extend({ what: proposals }),
  returns: kept,
})
export const editChange = endpoint({
  name: 'establishment.change.edit',
  method: 'PATCH',
  path: '/api/establishment/changes/:id',
  guard: 'establishment.change.create',
  summary: 'Changes a filing until it is decided. In approval the votes already cast become void.',
  params: byId,
  body: seen.extend(changeTerms.shape).extend({ what: proposals }),
  returns: kept,
})
export const readChange = endpoint({
  name: 'establishment.change.read',
  method: 'GET',
  path: '/api/establishment/changes/:id',
  guard: 'establishment.change.read',
  summary: 'Shows one filing of change: what held, what is to hold, and how far it has come.',
  params: byId,
  returns: changePage,
})
export const submitChange = endpoint({
  name: 'establishment.change.submit',
  method: 'POST',
  path: '/api/establishment/changes/:id/submit',
  guard: 'establishment.change.submit',
  summary: 'Hands a draft in, or what was sent back; it goes to approval.',
  params: byId,
  body: seen.extend({ chosen: chosenApprovers.optional() }),
})
export const attachPaper = endpoint({
  name: 'establishment.change.attach',
  method: 'POST',
  path: '/api/establishment/changes/:id/files',
  guard: 'establishment.change.create',
  summary:
    'Files a paper with a filing, until it is decided. In approval the votes already cast become void.',
  params: byId,
  carries: 'upload',
  returns: storedFile,
})
export const detachPaper = endpoint({
  name: 'establishment.change.detach',
  method: 'DELETE',
  path: '/api/establishment/changes/:id/files/:file_id',
  guard: 'establishment.change.create',
  summary: 'Takes a paper of a filing away again, until it is decided.',
  params: byId.extend({ file_id: z.uuid() }),
})
export const withdrawChange = endpoint({
  name: 'establishment.change.withdraw',
  method: 'POST',
  path: '/api/establishment/changes/:id/withdraw',
  guard: 'establishment.change.withdraw',
  summary: 'Withdraws a filing; an approved one until the day it takes effect.',
  params: byId,
  body: seen.extend({ reason: z.string().trim().max(2000).optional() }),
})
export const listOffered = endpoint({
  name: 'establishment.change.offered',
  method: 'GET',
  path: '/api/establishment/organisations/:id/changes/offered',
  guard: 'establishment.change.read',
  summary: 'Which kinds of filing the caller may begin about an organisation now, and what is under way.',
  params: byId,
  returns: z.object({
    kinds: z.array(z.enum(changeKinds)),
    open: z.array(
      z.object({
        id: z.uuid(),
        number: z.string().nullable(),
        kind: z.enum(changeKinds),
        item: z.enum(changeItems),
        state: z.enum(changeStates),
        effective_on: z.iso.date().nullable(),
      }),
    ),
    /** Of a closed organisation: who keeps its records, and where. */
    records: z.object({ custodian: person, place: z.string() }).nullable(),
    today: z.iso.date(),
  }),
})
