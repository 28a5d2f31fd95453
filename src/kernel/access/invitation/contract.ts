import { z } from 'zod'
import { endpoint } from '../../http/contract.ts'

const byToken = z.object({ token: z.string().min(20).max(200) })

export const readInvitation = endpoint({
  name: 'access.invitation.read',
  method: 'GET',
  path: '/api/invitations/:token',
  guard: 'public',
  summary: 'Whose password a one-time link sets, while it holds.',
  params: byToken,
  returns: z.object({
    name: z.string(),
    email: z.string(),
    expires_at: z.string(),
    company: z.object({ name: z.string(), short_name: z.string() }),
  }),
})

export const acceptInvitation = endpoint({
  name: 'access.invitation.accept',
  method: 'POST',
  path: '/api/invitations/:token',
  guard: 'public',
  summary: 'Sets a password by a one-time link; every session opened before it ends.',
  params: byToken,
  body: z.object({ password: z.string().min(10).max(128) }),
})
