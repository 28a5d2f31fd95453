import { z } from 'zod'
import { namedPerson } from '../../../kernel/people/contract.ts'
import { matters } from '../complaint/words/contract.ts'

/** What went to approval about a complaint, and what came of it. */
export const rulingShown = z.object({
  id: z.uuid(),
  matter: z.enum(matters),
  state: z.enum(['in_review', 'returned', 'approved', 'rejected', 'withdrawn']),
  amount: z.int().nullable(),
  /** Empty once the time to keep it is over. */
  reason: z.string(),
  decided_by: namedPerson.nullable(),
  request_id: z.uuid().nullable(),
})
