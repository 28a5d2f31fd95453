import { z } from 'zod'
import { countedFilters } from '../../../../kernel/controls/contract.ts'
import { endpoint, pageOf, paging } from '../../../../kernel/http/contract.ts'
import { namedOrganisation } from '../../../../kernel/org/contract.ts'
import { sheetOf } from '../../../../kernel/sheet/contract.ts'
import { licenceKinds } from '../expiry/contract.ts'

/** `missing`: the organisation never held one of that kind by that day. */
export const requiredStandings = ['in_force', 'ended', 'missing'] as const

/** A kind of licence that an organisation at work has to hold, and the one of that kind that holds longest. */
export const requiredLicence = z.object({
  /** Of the organisation and the kind together; of no licence. */
  id: z.uuid(),
  organisation: namedOrganisation,
  kind: z.enum(licenceKinds),
  standing: z.enum(requiredStandings),
  licence: z
    .object({
      id: z.uuid(),
      number: z.string(),
      issued_on: z.iso.date(),
      expires_on: z.iso.date().nullable(),
    })
    .nullable(),
})
export type RequiredLicence = z.infer<typeof requiredLicence>

export const listRequired = endpoint({
  name: 'establishment.licence.required',
  method: 'GET',
  path: '/api/establishment/licences/required',
  guard: 'establishment.licence.read',
  summary:
    'Lists the kinds of licence each organisation at work has to hold, and whether it does: today, or on the day a period is counted on.',
  query: paging.extend({
    organisation_id: z.uuid().optional(),
    /** At this organisation or anywhere below it. */
    under: z.uuid().optional(),
    kind: z.union([z.enum(licenceKinds), z.array(z.enum(licenceKinds)).max(20)]).optional(),
    standing: z.enum(requiredStandings).optional(),
    /** Found in the name of the organisation or the number of the licence. */
    q: z.string().trim().max(100).optional(),
    ...countedFilters.shape,
  }),
  returns: pageOf(requiredLicence),
})

export const exportRequired = {
  ...sheetOf(listRequired),
  name: 'establishment.licence.required_export',
}
