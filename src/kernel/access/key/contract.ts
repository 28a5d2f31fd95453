import { z } from 'zod'
import { byId, endpoint } from '../../http/contract.ts'

export const keyStates = ['active', 'expired', 'revoked'] as const

export const shownKey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** How the key begins: enough to recognise it, not to use it. */
  prefix: z.string(),
  permissions: z.array(z.string()),
  state: z.enum(keyStates),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
})
export type ShownKey = z.infer<typeof shownKey>

export const listOwnKeys = endpoint({
  name: 'access.key.list',
  method: 'GET',
  path: '/api/session/keys',
  guard: 'signed_in',
  summary: 'Lists the API keys of the own account.',
  returns: z.object({ items: z.array(shownKey) }),
})

export const newKey = z.object({
  name: z.string().trim().min(1).max(60),
  permissions: z.array(z.string().max(100)).min(1).max(500),
  expires_at: z.iso.datetime().nullish(),
})
export type NewKey = z.output<typeof newKey>

export const createKey = endpoint({
  name: 'access.key.create',
  method: 'POST',
  path: '/api/session/keys',
  guard: 'signed_in',
  summary: 'Makes an API key that can do some of what its owner can. The key itself is answered this once.',
  body: newKey,
  returns: z.object({ id: z.uuid(), key: z.string() }),
})

export const revokeOwnKey = endpoint({
  name: 'access.key.revoke',
  method: 'POST',
  path: '/api/session/keys/:id/revoke',
  guard: 'signed_in',
  summary: 'Ends an API key of the own account at once.',
  params: byId,
})
