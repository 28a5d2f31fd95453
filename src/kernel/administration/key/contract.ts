import { z } from 'zod'
import { keyStates, shownKey } from '../../access/key/contract.ts'
import { byId, endpoint, pageOf, paging } from '../../http/contract.ts'
import { namedOrganisation } from '../../org/contract.ts'

export const listedKey = shownKey.extend({
  owner: z.object({ account_id: z.uuid(), name: z.string(), name_en: z.string().nullable() }),
  organisation: namedOrganisation.nullable(),
  can: z.array(z.enum(['revoke'])),
})
export type ListedKey = z.infer<typeof listedKey>

export const listKeys = endpoint({
  name: 'administration.key.list',
  method: 'GET',
  path: '/api/keys',
  guard: 'administration.key.read',
  summary: 'Lists the API keys of the accounts within reach.',
  query: paging.extend({
    /** Part of the key’s name, its beginning, or of the owner’s name. */
    q: z.string().trim().max(100).optional(),
    state: z.union([z.enum(keyStates), z.array(z.enum(keyStates)).max(3)]).optional(),
    account_id: z.uuid().optional(),
  }),
  returns: pageOf(listedKey),
})

export const revokeKey = endpoint({
  name: 'administration.key.revoke',
  method: 'POST',
  path: '/api/keys/:id/revoke',
  guard: 'administration.key.revoke',
  summary: 'Ends anybody’s API key at once.',
  params: byId,
  body: z.object({ note: z.string().trim().max(1000).nullish() }),
})
