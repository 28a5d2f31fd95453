import { z } from 'zod'
import { endpoint } from '../../http/contract.ts'
import { requestStates } from '../request/contract.ts'

export const bulkCap = 200

/** `round`: the one the person was looking at. */
const chosen = z
  .array(z.object({ id: z.uuid(), round: z.int().min(1) }))
  .min(1)
  .max(bulkCap)
/** One reason for all of them; each is told it. */
const reason = z.string().trim().min(1).max(2000)

/** `state`: the request's after the answer, null where none was recorded; `code` and `reason`: why none was. */
const result = z.object({
  id: z.uuid(),
  state: z.enum(requestStates).nullable(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
})
export type Result = z.infer<typeof result>
/** In the order asked for. */
const items = z.array(result)

export const approveMany = endpoint({
  name: 'approvals.request.approve_many',
  method: 'POST',
  path: '/api/approvals/requests/approve',
  guard: 'approvals.request.decide',
  summary:
    'Approves several requests, each as if alone: a refusal leaves the others as they are and is named.',
  body: z.object({ items: chosen, opinion: z.string().trim().max(2000).nullable() }),
  /** `approved`: on how many the yes stands; where others are asked yet, the item says `running`. */
  returns: z.object({ approved: z.int(), items }),
})

export const rejectMany = endpoint({
  name: 'approvals.request.reject_many',
  method: 'POST',
  path: '/api/approvals/requests/reject',
  guard: 'approvals.request.decide',
  summary:
    'Says no to several requests with one reason, each as if alone: a refusal leaves the others as they are and is named. One that the no doesn’t end – given as an opinion, or where others may pass it – stays running and isn’t counted as rejected.',
  body: z.object({ items: chosen, opinion: reason }),
  /** `rejected`: how many are rejected now. */
  returns: z.object({ rejected: z.int(), items }),
})

export const returnTargets = ['applicant', 'step_before'] as const
export type ReturnTarget = (typeof returnTargets)[number]

export const returnMany = endpoint({
  name: 'approvals.request.return_many',
  method: 'POST',
  path: '/api/approvals/requests/return',
  guard: 'approvals.request.decide',
  summary:
    'Sends several requests back to their applicants, or each to the step before, with one reason, each as if alone: a refusal leaves the others as they are and is named.',
  /** `step_before`: the step that passed last before the one it waits at; what waits at its first step is refused. */
  body: z.object({ items: chosen, opinion: reason, to: z.enum(returnTargets).default('applicant') }),
  /** `returned`: how many went back now. */
  returns: z.object({ returned: z.int(), items }),
})
