import { z } from 'zod'
import { byId, endpoint } from '../../http/contract.ts'
import { request } from '../request/contract.ts'

export const urgeRequest = endpoint({
  name: 'approvals.request.urge',
  method: 'POST',
  path: '/api/approvals/requests/:id/urge',
  guard: 'approvals.request.urge',
  summary:
    'Urges those who are asked and haven’t answered: at most once in four hours, and from the third time on their superiors are told.',
  params: byId,
  body: z.object({ note: z.string().trim().max(500).nullable().default(null) }),
  returns: request,
})
