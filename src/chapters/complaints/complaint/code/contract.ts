import { z } from 'zod'
import { byId, endpoint, seen } from '../../../../kernel/http/contract.ts'

export const renewCode = endpoint({
  name: 'complaints.complaint.renew_code',
  method: 'POST',
  path: '/api/complaints/complaints/:id/renew_code',
  guard: 'complaints.complaint.unmask',
  summary:
    'Gives the customer another code for the one they lost, which ends at once; by mail as well, where they gave an address.',
  params: byId,
  body: seen,
  /** The code is shown this once, for the customer. */
  returns: z.object({ number: z.string(), code: z.string(), mailed: z.boolean() }),
})
