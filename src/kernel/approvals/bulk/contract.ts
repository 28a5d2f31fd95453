import { z } from 'zod'
import { endpoint } from '../../http/contract.ts'
import { requestStates } from '../request/contract.ts'

export const bulkCap = 200

export const approveMany = endpoint({
  name: 'approvals.request.approve_many',
  method: 'POST',
  path: '/api/approvals/requests/approve',
  guard: 'approvals.request.decide',
  summary:
    'Approves several requests, each as if alone: a refusal leaves the others as they are and is named.',
  body: z.object({
    /** `round`: the one the person was looking at. */
    items: z
      .array(z.object({ id: z.uuid(), round: z.int().min(1) }))
      .min(1)
      .max(bulkCap),
    opinion: z.string().trim().max(2000).nullable(),
  }),
  returns: z.object({
    approved: z.int(),
    /** In the order asked for. `state`: the request's after the approval; `code` and `reason`: why it wasn't approved. */
    items: z.array(
      z.object({
        id: z.uuid(),
        state: z.enum(requestStates).nullable(),
        code: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
})
