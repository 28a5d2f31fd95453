import { z } from 'zod'
import { byId, endpoint } from '../../../../kernel/http/contract.ts'
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

export const checkMerge = endpoint({
  name: 'complaints.complaint.check_merge',
  method: 'GET',
  path: '/api/complaints/complaints/:id/merge',
  guard: 'complaints.complaint.merge',
  summary: 'Says before a merging whether both are known to come from the same customer.',
  params: byId,
  query: z.object({ into_id: z.uuid() }),
  returns: z.object({ same_customer: z.boolean() }),
})
