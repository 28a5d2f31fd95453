import { z } from 'zod'
import { endpoint } from '../http/contract.ts'

export const foundEntry = z.object({
  /** The record's; of a clause, its number. */
  id: z.string(),
  subject_type: z.string(),
  title: z.string(),
  number: z.string().nullable(),
  /** Path of its page. */
  link: z.string(),
  organisation: z.object({
    id: z.uuid(),
    name: z.string(),
    name_en: z.string().nullable(),
  }),
})
export type FoundEntry = z.infer<typeof foundEntry>

export const search = endpoint({
  name: 'search.entry.find',
  method: 'GET',
  path: '/api/search',
  guard: 'signed_in',
  summary:
    'Finds records the caller may read, and clauses of the regulation, by any two characters, word or number, the best first.',
  query: z.object({
    text: z.string().max(200),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  returns: z.object({ items: z.array(foundEntry) }),
})
