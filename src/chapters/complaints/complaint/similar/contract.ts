import { z } from 'zod'
import { namedOrganisation } from '../../../../kernel/org/contract.ts'
import { complaintStates } from '../words/contract.ts'

/** Another of the organisation that may be the same matter: same customer, same words, or same service, day and person. */
export const similarComplaint = z.object({
  id: z.uuid(),
  number: z.string(),
  subject: z.string(),
  received_at: z.iso.datetime(),
  state: z.enum(complaintStates),
})
export type SimilarComplaint = z.infer<typeof similarComplaint>

/** One of another organisation, as far as the reader reaches: of the same customer, or said in the same words. They aren't merged. */
export const relatedComplaint = similarComplaint.extend({
  organisation: namedOrganisation,
  by: z.enum(['contact', 'words']),
})
export type RelatedComplaint = z.infer<typeof relatedComplaint>
