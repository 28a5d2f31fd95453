import { z } from 'zod'
import { byId, endpoint } from '../../http/contract.ts'
import { fieldValues } from '../flow/contract.ts'
import { request } from '../request/contract.ts'

export const fillFields = endpoint({
  name: 'approvals.request.fill',
  method: 'POST',
  path: '/api/approvals/requests/:id/fill',
  guard: 'approvals.request.decide',
  summary: 'Fills in the fields that the open step leaves to its approvers.',
  params: byId,
  /** `seen`: what these fields held when the caller read them; 409 where they hold something else now. */
  body: z.object({
    round: z.int().min(1),
    values: fieldValues,
    seen: fieldValues,
    for_person_id: z.uuid().nullable().optional(),
  }),
  returns: request,
})
