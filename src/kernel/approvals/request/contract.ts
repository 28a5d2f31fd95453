import { z } from 'zod'
import { byId, endpoint, pageOf, paging } from '../../http/contract.ts'
import { titled } from '../../language/titles/contract.ts'
import { sheetOf } from '../../sheet/contract.ts'
import { fieldValue, fieldValues, flowStep, mode, subjectType, tally } from '../flow/contract.ts'

// The lists repeat the engine's on purpose: the browser knows no server code. A test compares them.
export const requestStates = ['running', 'returned', 'approved', 'rejected', 'withdrawn'] as const

export const operations = [
  'approve',
  'reject',
  'return',
  'fill',
  'transfer',
  'delegate',
  'add_signer',
  'remove_signer',
  'take_back',
  'withdraw',
  'resubmit',
  'appoint',
  'override',
  'ask',
  'urge',
  'copy',
  'mark_read',
  'comment',
] as const
export type OperationName = (typeof operations)[number]

const person = z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })
export type NamedPerson = z.infer<typeof person>
const at = z.iso.datetime()

export const signer = z.object({
  person,
  origin: z.enum([
    'rule',
    'applicant_choice',
    'next_head_up',
    'appointed',
    'transferred',
    'delegated',
    'added_before',
    'added_after',
    'override',
  ]),
  /** Who named this person: passed a vote on to them, wants their opinion, or appointed them. */
  asked_by: person.nullable(),
  /** What they were asked. */
  note: z.string().nullable(),
  weight: z.int(),
  group: z.string(),
  state: z.enum(['waiting', 'open', 'held', 'approved', 'rejected', 'returned', 'cancelled', 'superseded']),
  reason: z
    .enum([
      'decided_by_others',
      'returned',
      'withdrawn',
      'same_person',
      'subject_changed',
      'transferred',
      'removed',
      'removed_by_administrator',
      'overridden',
      'taken_back',
    ])
    .nullable(),
  opinion: z.string().nullable(),
  asked_at: at.nullable(),
  answered_at: at.nullable(),
  /** The proxy who answered in this person's place. */
  answered_by: person.nullable(),
  /** How often this person was urged. */
  urged: z.int(),
})
export type SignerShown = z.infer<typeof signer>

const stepNames = {
  key: z.string(),
  position: z.int(),
  ...titled,
  mode,
}
export const step = z.object({
  ...stepNames,
  matter: flowStep.shape.matter,
  round: z.int(),
  state: z.enum(['open', 'parked', 'passed', 'failed', 'returned', 'cancelled', 'skipped']),
  park_reason: z.enum(['nobody', 'too_few']).nullable(),
  tally: tally.nullable(),
  opened_at: at,
  due_at: at.nullable(),
  /** Minutes of working time until due, negative when overdue; null without a due time or once closed. And of a day. */
  working_minutes_left: z.number().nullable(),
  day_minutes: z.number(),
  closed_at: at.nullable(),
  signers: z.array(signer),
  /** What was filled in at it, as it stands; `proxy`: who did it in that person's place. */
  filled: z.array(z.object({ field: z.string(), value: fieldValue, person, proxy: person.nullable(), at })),
})
export type StepShown = z.infer<typeof step>

export const request = z.object({
  id: z.uuid(),
  org_id: z.uuid(),
  flow: z.object({
    id: z.uuid(),
    key: z.string(),
    ...titled,
    number: z.int(),
  }),
  subject: z.object({
    type: z.string(),
    /** Name of the type, in the reader's language. */
    kind: z.string(),
    id: z.uuid(),
    number: z.string().nullable(),
    title: z.string(),
    link: z.string(),
    version: z.int(),
    hash: z.string(),
    fields: fieldValues,
  }),
  applicant: person,
  state: z.enum(requestStates),
  round: z.int(),
  opened_at: at,
  ended_at: at.nullable(),
  /** Every step taken, by round and position: what was said in earlier rounds stays. */
  steps: z.array(step),
  /** Steps that would follow as things are now, and whom they would ask. */
  upcoming: z.array(
    z.object({
      ...stepNames,
      people: z.array(person),
      /** Working time they will have from the moment the step opens. */
      due_working_hours: z.number().nullable(),
    }),
  ),
  /** What differs from the round before, by the names the matter's data gives its parts; `voided`: votes became void. */
  changes: z.array(
    z.object({ round: z.int(), person, at, fields: z.array(z.string()), voided: z.boolean() }),
  ),
  /** A step of it was ended by an administrator over its approvers. */
  overridden: z.boolean(),
  comments: z.array(
    z.object({
      id: z.uuid(),
      person,
      body: z.string(),
      reply_to_id: z.uuid().nullable(),
      at,
      /** A question to this person; `answered_at`: when it was answered. */
      asks: person.nullable(),
      answered_at: at.nullable(),
      files: z.array(z.object({ id: z.uuid(), name: z.string(), size: z.int(), type: z.string() })),
    }),
  ),
  /** Who was given it to read. */
  copies: z.array(z.object({ person, by: person, at, read_at: at.nullable() })),
  /** How the open step was urged; `again_at`: before that it can't be urged again. Null where no step is open. */
  urging: z.object({ count: z.int(), last_at: at.nullable(), again_at: at.nullable() }).nullable(),
  can: z.array(z.enum(operations)),
  /** Names of the fields that `fill` may write now. */
  fillable: z.array(z.string()),
  /** Whom `remove_signer` may take away. */
  may_remove: z.array(person),
  /** In whose seat the caller would answer as their proxy; null: in the own one. */
  acting_for: person.nullable(),
  /** Where `return` may lead besides the applicant. */
  return_to: z.array(z.object({ key: z.string(), ...titled })),
  /** The step whose approvers the caller's yes would choose, and the people to choose from. */
  next_choice: z.object({ ...stepNames, people: z.array(person) }).nullable(),
  /** When the step open now wants an opinion. Sending back always does. */
  opinion: z.enum(['required', 'on_refusal', 'optional']),
})
export type RequestPage = z.infer<typeof request>

/** The round the person was looking at: an answer never counts for a round its author hasn't seen. */
const round = z.int().min(1)
const opinion = z.string().trim().max(2000).nullable()
/** In whose place a proxy answers; left out: in the own seat, else in that of the first the caller stands in for. */
const for_person_id = z.uuid().nullable().optional()
const answer = z.object({ round, opinion, for_person_id })

export const listed = request
  .pick({
    id: true,
    org_id: true,
    flow: true,
    subject: true,
    applicant: true,
    state: true,
    round: true,
    opened_at: true,
    ended_at: true,
  })
  .extend({
    organisation: z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() }),
    overridden: z.boolean(),
    /** Those at the open step in whose place the caller may decide. */
    acting_for: z.array(person),
    step: z
      .object({
        ...titled,
        parked: z.boolean(),
        due_at: at.nullable(),
      })
      .nullable(),
  })
export type ListedRequest = z.infer<typeof listed>

/** Only those of which it is true. */
const yes = z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional()

export const listRequests = endpoint({
  name: 'approvals.request.list',
  method: 'GET',
  path: '/api/approvals/requests',
  guard: 'approvals.request.read',
  summary: 'Lists requests the caller takes part in or may read; `q`: part of number, title or applicant.',
  query: paging.extend({
    q: z.string().trim().max(100).optional(),
    state: z.enum(requestStates).optional(),
    subject_type: z.string().max(80).optional(),
    /** asked: waiting for me; answered: I decided; applied: mine; parked: nobody can decide. */
    mine: z.enum(['asked', 'answered', 'applied', 'parked']).optional(),
    flow: z.uuid().optional(),
    /** Key of a step that was closed, and who answered: what a number of the statistics was counted from. */
    step: z.string().max(80).optional(),
    signer: z.uuid().optional(),
    /** When the step closed, the answer was given or else the request ended; both days are included. */
    closed_from: z.iso.date().optional(),
    closed_to: z.iso.date().optional(),
    ...{ ended: yes, late: yes, urged: yes },
  }),
  returns: pageOf(listed),
})
export const exportRequests = sheetOf(listRequests)
export const readRequest = endpoint({
  name: 'approvals.request.read',
  method: 'GET',
  path: '/api/approvals/requests/:id',
  guard: 'approvals.request.read',
  summary: 'Shows a request with its steps, opinions and comments.',
  params: byId,
  returns: request,
})
const earlier = request.pick({ id: true, state: true, round: true, opened_at: true, ended_at: true })
export const readRequestsOf = endpoint({
  name: 'approvals.request.read_of',
  method: 'GET',
  path: '/api/approvals/subjects/:type/:id/requests',
  guard: 'approvals.request.read',
  summary: 'Shows the latest request about a matter, and names those before it.',
  params: z.object({ type: z.string().max(80), id: z.uuid() }),
  /** No request: the matter was never submitted. */
  returns: z.object({ request: request.nullable(), earlier: z.array(earlier) }),
})
export const listSubjectTypes = endpoint({
  name: 'approvals.subject.list',
  method: 'GET',
  path: '/api/approvals/subject-types',
  guard: 'approvals.request.read',
  summary: 'Lists the kinds of matter that can be approved.',
  returns: z.object({ items: z.array(subjectType) }),
})
export const approveRequest = endpoint({
  name: 'approvals.request.approve',
  method: 'POST',
  path: '/api/approvals/requests/:id/approve',
  guard: 'approvals.request.decide',
  summary: 'Approves in one’s own name at the open step.',
  params: byId,
  /** `chosen`: whom the next step asks, where `next_choice` offers people for it. */
  body: answer.extend({ chosen: z.array(z.uuid()).max(20).optional() }),
  returns: request,
})
export const rejectRequest = endpoint({
  name: 'approvals.request.reject',
  method: 'POST',
  path: '/api/approvals/requests/:id/reject',
  guard: 'approvals.request.decide',
  summary: 'Rejects in one’s own name at the open step.',
  params: byId,
  body: answer,
  returns: request,
})
export const returnRequest = endpoint({
  name: 'approvals.request.return',
  method: 'POST',
  path: '/api/approvals/requests/:id/return',
  guard: 'approvals.request.decide',
  summary: 'Sends a request back to its applicant or to an earlier step.',
  params: byId,
  body: z.object({ round, opinion: z.string().trim().max(2000), to: z.string().nullable(), for_person_id }),
  returns: request,
})
export const withdrawRequest = endpoint({
  name: 'approvals.request.withdraw',
  method: 'POST',
  path: '/api/approvals/requests/:id/withdraw',
  guard: 'approvals.request.withdraw',
  summary: 'Withdraws one’s own request before it is decided.',
  params: byId,
  returns: request,
})
export const appointApprovers = endpoint({
  name: 'approvals.request.appoint',
  method: 'POST',
  path: '/api/approvals/requests/:id/appoint',
  guard: 'approvals.request.appoint',
  summary: 'Names approvers for a step that found none.',
  params: byId,
  body: z.object({ round, persons: z.array(z.uuid()).min(1).max(20) }),
  returns: request,
})
const passing = z.object({ round, to: z.uuid(), opinion })
export const transferRequest = endpoint({
  name: 'approvals.request.transfer',
  method: 'POST',
  path: '/api/approvals/requests/:id/transfer',
  guard: 'approvals.request.decide',
  summary: 'Passes one’s vote on to somebody else, who decides instead.',
  params: byId,
  body: passing,
  returns: request,
})
export const delegateRequest = endpoint({
  name: 'approvals.request.delegate',
  method: 'POST',
  path: '/api/approvals/requests/:id/delegate',
  guard: 'approvals.request.decide',
  summary: 'Lets somebody else answer first; the decision comes back with that answer.',
  params: byId,
  body: passing,
  returns: request,
})
export const addSigners = endpoint({
  name: 'approvals.request.add_signer',
  method: 'POST',
  path: '/api/approvals/requests/:id/signers',
  guard: 'approvals.request.decide',
  summary:
    'Adds signers before one’s own answer, or after it: then one’s approval counts once they all agree.',
  params: byId,
  body: z.object({
    round,
    place: z.enum(['before', 'after']),
    persons: z.array(z.uuid()).min(1).max(10),
    opinion,
  }),
  returns: request,
})
export const removeSigner = endpoint({
  name: 'approvals.request.remove_signer',
  method: 'POST',
  path: '/api/approvals/requests/:id/remove-signer',
  guard: 'approvals.request.ask',
  summary: 'Takes away somebody one has asked, before they answer; an administrator may, too, and it shows.',
  params: byId,
  body: z.object({ round, person: z.uuid() }),
  returns: request,
})
export const takeBackAnswer = endpoint({
  name: 'approvals.request.take_back',
  method: 'POST',
  path: '/api/approvals/requests/:id/take-back',
  guard: 'approvals.request.decide',
  summary: 'Takes one’s own answer back before the next has acted.',
  params: byId,
  returns: request,
})
export const overrideStep = endpoint({
  name: 'approvals.request.override',
  method: 'POST',
  path: '/api/approvals/requests/:id/override',
  guard: 'approvals.request.override',
  summary: 'Ends the step over its approvers, with a reason; it shows wherever the request does.',
  params: byId,
  body: z.object({
    round,
    outcome: z.enum(['passed', 'failed']),
    opinion: z.string().trim().min(1).max(2000),
  }),
  returns: request,
})
export const listCandidates = endpoint({
  name: 'approvals.request.candidates',
  method: 'GET',
  path: '/api/approvals/requests/:id/candidates',
  guard: 'approvals.request.ask',
  summary: 'Lists whom the caller could name here: they may decide, reach the matter, and no rule bars them.',
  params: byId,
  returns: z.object({ items: z.array(person) }),
})
