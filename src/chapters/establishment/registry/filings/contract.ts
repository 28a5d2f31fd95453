import { z } from 'zod'
import { byId, endpoint } from '../../../../kernel/http/contract.ts'
import { namedOrganisation } from '../../../../kernel/org/contract.ts'
import { applicationStates } from '../../application/contract.ts'
import { changeStates } from '../../change/contract.ts'
import { changeKinds } from '../../change/kinds/contract.ts'

/** What established it: one line of the ledger an organisation's record stands on. */
export const establishing = z.object({
  id: z.uuid(),
  kind: z.literal('establish'),
  number: z.string().nullable(),
  /** The application's, from its approval on. */
  state: z.enum(applicationStates),
  /** When it came to that state. */
  at: z.iso.datetime(),
  /** The organisation that applied. */
  applied_by: namedOrganisation,
  /** The document in force. */
  document: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  /** The application, for whoever may read it. */
  application_id: z.uuid().nullable(),
})

/** What was filed since, from its submission on. */
export const changing = z.object({
  id: z.uuid(),
  kind: z.enum(changeKinds),
  number: z.string().nullable(),
  state: z.enum(changeStates),
  at: z.iso.datetime(),
  /** First day on which it holds; as long as it isn't approved, the day wished for. */
  effective_on: z.iso.date().nullable(),
  /** The filing, for whoever may read it. */
  change_id: z.uuid().nullable(),
})

export const filing = z.discriminatedUnion('kind', [establishing, changing])
export type Filing = z.infer<typeof filing>
export type Establishing = z.infer<typeof establishing>
export type Changing = z.infer<typeof changing>

export const listFilings = endpoint({
  name: 'establishment.filing.list',
  method: 'GET',
  path: '/api/establishment/organisations/:id/filings',
  guard: 'establishment.filing.read',
  summary: 'What was filed about an organisation, the latest first.',
  params: byId,
  returns: z.object({ items: z.array(filing) }),
})
