import { z } from 'zod'
import { byId, endpoint } from '../../../../kernel/http/contract.ts'
import { namedOrganisation } from '../../../../kernel/org/contract.ts'
import { applicationStates } from '../../application/contract.ts'

/** One line of the ledger an organisation's record stands on. */
export const filing = z.object({
  id: z.uuid(),
  kind: z.enum(['establish']),
  number: z.string().nullable(),
  /** The application's, from its approval on. */
  state: z.enum(applicationStates),
  /** The organisation that applied. */
  applied_by: namedOrganisation,
  approved_at: z.iso.datetime(),
  issued_at: z.iso.datetime().nullable(),
  completed_at: z.iso.datetime().nullable(),
  /** The document in force. */
  document: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  /** The application, for whoever may read it. */
  application_id: z.uuid().nullable(),
})
export type Filing = z.infer<typeof filing>

export const listFilings = endpoint({
  name: 'establishment.filing.list',
  method: 'GET',
  path: '/api/establishment/organisations/:id/filings',
  guard: 'establishment.filing.read',
  summary: 'What was filed about an organisation, the latest first.',
  params: byId,
  returns: z.object({ items: z.array(filing) }),
})
