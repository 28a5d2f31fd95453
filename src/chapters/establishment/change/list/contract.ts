import { z } from 'zod'
import { countedFilters } from '../../../../kernel/controls/contract.ts'
import { endpoint, pageOf, paging } from '../../../../kernel/http/contract.ts'
import { namedOrganisation } from '../../../../kernel/org/contract.ts'
import { sheetOf } from '../../../../kernel/sheet/contract.ts'
import { changeStates } from '../contract.ts'
import { changeKinds } from '../kinds/contract.ts'

const at = z.iso.datetime()

export const changeRow = z.object({
  id: z.uuid(),
  org: namedOrganisation,
  number: z.string().nullable(),
  kind: z.enum(changeKinds),
  state: z.enum(changeStates),
  effective_on: z.iso.date().nullable(),
  applicant: z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() }),
  /** By when it has to go on: decided while in approval, carried out afterwards; null once it ended or without a day. */
  due_on: z.iso.date().nullable(),
  overdue: z.boolean(),
  created_at: at,
  submitted_at: at.nullable(),
})
export type ChangeRow = z.infer<typeof changeRow>

const several = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).max(20)]).optional()

export const listChanges = endpoint({
  name: 'establishment.change.list',
  method: 'GET',
  path: '/api/establishment/changes',
  guard: 'establishment.change.read',
  summary: 'Lists the filings of change within reach, the latest first; of drafts the caller’s own.',
  query: paging.extend({
    state: several(z.enum(changeStates)),
    kind: several(z.enum(changeKinds)),
    /** About this organisation or anything beneath it. */
    under: z.uuid().optional(),
    /** Found in the number, or in the name of the organisation. */
    q: z.string().trim().max(200).optional(),
    /** `overdue`: their day went by; `week`: due within seven days. */
    due: z.enum(['overdue', 'week']).optional(),
    /** Those the caller filed. */
    mine: z.enum(['applied']).optional(),
    /** About this organisation alone. */
    organisation_id: z.uuid().optional(),
    ...countedFilters.shape,
  }),
  returns: pageOf(changeRow),
})
export const exportChanges = sheetOf(listChanges)
