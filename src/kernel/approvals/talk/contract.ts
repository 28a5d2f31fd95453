import { z } from 'zod'
import { byId, endpoint } from '../../http/contract.ts'
import { request } from '../request/contract.ts'

export const commentOnRequest = endpoint({
  name: 'approvals.request.comment',
  method: 'POST',
  path: '/api/approvals/requests/:id/comments',
  guard: 'approvals.request.comment',
  summary: 'Adds a comment or a reply to a request under way.',
  params: byId,
  body: z.object({ body: z.string().trim().min(1).max(4000), reply_to_id: z.uuid().nullable() }),
  returns: request,
})

export const askApplicant = endpoint({
  name: 'approvals.request.ask',
  method: 'POST',
  path: '/api/approvals/requests/:id/ask',
  guard: 'approvals.request.decide',
  summary: 'Asks the applicant for more without moving the request: it goes on, and so does its time.',
  params: byId,
  body: z.object({ question: z.string().trim().min(1).max(4000) }),
  returns: request,
})

export const attachToComment = endpoint({
  name: 'approvals.comment.attach',
  method: 'POST',
  path: '/api/approvals/requests/:id/comments/:comment_id/files',
  guard: 'approvals.request.comment',
  summary: 'Adds a file to one’s own comment on a request under way.',
  params: z.object({ id: z.uuid(), comment_id: z.uuid() }),
  carries: 'upload',
  returns: request,
})
