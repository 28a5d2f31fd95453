import { z } from 'zod'
import { countedFilters } from '../../../../../kernel/controls/contract.ts'
import { endpoint, pageOf, paging } from '../../../../../kernel/http/contract.ts'
import { namedOrganisation } from '../../../../../kernel/org/contract.ts'
import { sheetOf } from '../../../../../kernel/sheet/contract.ts'
import { registration } from '../contract.ts'

/** `open`: not filed yet; `overdue`: nor will it be in time; `late`: filed after its due day. */
export const registrationStandings = ['open', 'overdue', 'filed', 'late'] as const

/** One registration of an application, for the organisation that applied and answers for it. */
export const listedRegistration = registration
  .pick({ id: true, kind: true, title: true, due_on: true, days_left: true, state: true, number: true })
  .extend({
    filed_at: registration.shape.filed_at,
    organisation: namedOrganisation,
    application: z.object({
      id: z.uuid(),
      number: z.string().nullable(),
      name: z.string().nullable(),
      name_en: z.string().nullable(),
    }),
  })
export type ListedRegistration = z.infer<typeof listedRegistration>

export const listRegistrations = endpoint({
  name: 'establishment.registration.list',
  method: 'GET',
  path: '/api/establishment/registrations',
  guard: 'establishment.application.read',
  summary: 'Lists the registrations that approvals asked for within reach, the last to be due first.',
  query: paging.extend({
    /** This organisation alone: the one that applied. */
    organisation_id: z.uuid().optional(),
    /** At this organisation or anywhere below it. */
    under: z.uuid().optional(),
    standing: z.enum(registrationStandings).optional(),
    /** First and last day to be due. */
    due_from: z.iso.date().optional(),
    due_to: z.iso.date().optional(),
    /** Found in the number of the registration, or the number and names of the application. */
    q: z.string().trim().max(200).optional(),
    ...countedFilters.shape,
  }),
  returns: pageOf(listedRegistration),
})

export const exportRegistrations = sheetOf(listRegistrations, { guard: 'establishment.application.export' })
