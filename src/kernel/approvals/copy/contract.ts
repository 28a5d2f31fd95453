import { z } from 'zod'
import { byId, endpoint } from '../../http/contract.ts'
import { namedPerson } from '../../people/contract.ts'
import { request } from '../request/contract.ts'

export const copyRequest = endpoint({
  name: 'approvals.request.copy',
  method: 'POST',
  path: '/api/approvals/requests/:id/copies',
  guard: 'approvals.request.copy',
  summary:
    'Gives a request to others to read. They must be able to read the matter already, and decide nothing.',
  params: byId,
  body: z.object({ persons: z.array(z.uuid()).min(1).max(20) }),
  returns: request,
})
export const listReaders = endpoint({
  name: 'approvals.request.readers',
  method: 'GET',
  path: '/api/approvals/requests/:id/readers',
  guard: 'approvals.request.copy',
  summary: 'Lists whom the request may be given to read: they may read the matter and don’t have it yet.',
  params: byId,
  query: z.object({ q: z.string().trim().max(100).optional() }),
  returns: z.object({ items: z.array(namedPerson) }),
})
export const markRead = endpoint({
  name: 'approvals.request.mark_read',
  method: 'POST',
  path: '/api/approvals/requests/:id/read',
  guard: 'approvals.request.read',
  summary: 'Says that one has read the request one was given, or how what one asked for ended.',
  params: byId,
  returns: request,
})
