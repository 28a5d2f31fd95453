import { z } from 'zod'
import { byId, endpoint, pageOf, paging, seen } from '../../../../kernel/http/contract.ts'
import { namedOrganisation } from '../../../../kernel/org/contract.ts'
import { sheetOf } from '../../../../kernel/sheet/contract.ts'

export const licenceKinds = [
  ...(['business', 'tax', 'industry', 'lease', 'fire_safety', 'environmental', 'other'] as const),
] as const

/** A licence that none has taken the place of, and what was said of its end. */
export const standingLicence = z.object({
  id: z.uuid(),
  organisation: namedOrganisation,
  kind: z.enum(licenceKinds),
  number: z.string(),
  issued_by: z.string(),
  issued_on: z.iso.date(),
  expires_on: z.iso.date().nullable(),
  /** Whole days left by the clock of the organisation, negative when it is over; null: without an end. */
  days_left: z.int().nullable(),
  /** Days before its end at which its people were reminded; 0: on the day. */
  reminded: z.array(z.int()),
  issue: z.object({ id: z.uuid(), number: z.string(), state: z.string() }).nullable(),
  version: z.int(),
  can: z.array(z.enum(['renew'])),
})
export type StandingLicence = z.infer<typeof standingLicence>

const kind = z.enum(licenceKinds)

export const listStanding = endpoint({
  name: 'establishment.licence.standing',
  method: 'GET',
  path: '/api/establishment/licences/standing',
  guard: 'establishment.licence.read',
  summary: 'Lists the licences that none has taken the place of, the first to run out first.',
  query: paging.extend({
    org_id: z.uuid().optional(),
    /** At this organisation or anywhere below it. */
    under: z.uuid().optional(),
    kind: z.union([kind, z.array(kind).max(20)]).optional(),
    /** Runs out within so many days, or has; -1: has run out. */
    within: z.coerce.number().int().min(-1).max(3650).optional(),
    q: z.string().trim().max(100).optional(),
  }),
  returns: pageOf(standingLicence),
})

export const exportStanding = {
  ...sheetOf(listStanding),
  name: 'establishment.licence.standing_export',
}

const neighbour = standingLicence.pick({ id: true, number: true, issued_on: true, expires_on: true })

export const readSuccession = endpoint({
  name: 'establishment.licence.succession',
  method: 'GET',
  path: '/api/establishment/licences/:id/succession',
  guard: 'establishment.licence.read',
  summary: 'Says which licence took the place of this one, and of which it took the place itself.',
  params: byId,
  returns: z.object({ renewed_by: neighbour.nullable(), renews: neighbour.nullable() }),
})

export const renewLicence = endpoint({
  name: 'establishment.licence.renew',
  method: 'POST',
  path: '/api/establishment/licences/:id/renew',
  guard: 'establishment.licence.edit',
  summary: 'Enters the licence that takes the place of this one; its reminders, task and issue end.',
  params: byId,
  body: seen.extend({
    number: z.string().trim().min(1).max(100),
    issued_by: z.string().trim().min(1).max(200),
    issued_on: z.iso.date(),
    expires_on: z.iso.date().nullable().default(null),
    file_id: z.uuid().nullable().default(null),
    note: z.string().trim().min(1).max(2000).nullable().default(null),
  }),
  returns: z.object({ id: z.uuid() }),
})
