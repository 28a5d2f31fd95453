import { z } from 'zod'
import { byId, endpoint } from '../../../kernel/http/contract.ts'
import { organisationKinds, organisationLives } from '../../../kernel/org/contract.ts'

export const tenures = ['owned', 'leased', 'lent'] as const

/** What is filed about where an organisation works. */
export const premisesFacts = z.object({
  province: z.string().nullable(),
  city: z.string().nullable(),
  address: z.string().nullable(),
  postcode: z.string().nullable(),
  phone: z.string().nullable(),
  /** Square metres. */
  area: z.number().nullable(),
  tenure: z.enum(tenures).nullable(),
  /** Last day of the lease or loan. */
  tenure_until: z.iso.date().nullable(),
  /** Degrees, WGS 84; both or neither. */
  lng: z.number().nullable(),
  lat: z.number().nullable(),
  /** Scope of services. */
  scope: z.string().nullable(),
})
export type PremisesFacts = z.infer<typeof premisesFacts>

export const premises = premisesFacts.extend({
  id: z.uuid(),
  starts_on: z.iso.date(),
  /** First day on which it no longer holds. */
  ends_on: z.iso.date().nullable(),
})
export type Premises = z.infer<typeof premises>

export const readPremises = endpoint({
  name: 'establishment.premises.read',
  method: 'GET',
  path: '/api/establishment/organisations/:id/premises',
  guard: 'establishment.premises.read',
  summary:
    'Shows where an organisation works and its scope of services on a day, and what was filed before and after.',
  params: byId,
  query: z.object({ on: z.iso.date().optional() }),
  returns: z.object({ current: premises.nullable(), history: z.array(premises) }),
})

export const mapPoint = z.object({
  id: z.uuid(),
  name: z.string(),
  name_en: z.string().nullable(),
  kind: z.enum(organisationKinds),
  life: z.enum(organisationLives),
  lng: z.number(),
  lat: z.number(),
})
export type MapPoint = z.infer<typeof mapPoint>

/** A map answer holds this many points. */
export const mapCap = 25_000

export const readMap = endpoint({
  name: 'establishment.premises.map',
  method: 'GET',
  path: '/api/establishment/premises/map',
  guard: 'establishment.premises.read',
  summary: 'Lists the premises within reach that have a point on the map.',
  query: z.object({ closed: z.stringbool().default(false) }),
  returns: z.object({
    points: z.array(mapPoint),
    /** Points beyond as many as an answer holds. */
    left_out: z.int(),
    /** Organisations within reach that have no point yet. */
    without_point: z.int(),
  }),
})
