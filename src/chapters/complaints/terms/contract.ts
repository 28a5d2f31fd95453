import { z } from 'zod'
import { endpoint, seen } from '../../../kernel/http/contract.ts'

/** What a complaint is sorted by, kept as data: what it is about, of what kind it is, why it came to it. */
export const termSorts = ['service', 'kind', 'cause'] as const
export type TermSort = (typeof termSorts)[number]

/** What comes in without a word of its kind is of this one: it is never retired. */
export const unsorted = 'other'

const day = z.iso.date()
const title = z.string().trim().min(1).max(60)
const standard = z.string().trim().max(300)

/** In the three languages; only a service has a standard. */
export const termWords = z.object({
  title,
  title_tw: title,
  title_en: title,
  standard,
  standard_tw: standard,
  standard_en: standard,
})
export type TermWords = z.infer<typeof termWords>

export const termVersion = termWords.extend({
  version: z.int(),
  from_on: day,
  /** First day of service on which it is no longer chosen, or another version is. */
  until_on: day.nullable(),
})
export type TermVersion = z.infer<typeof termVersion>

export const termStandings = ['in_force', 'ahead', 'retired'] as const

export const term = z.object({
  key: z.string(),
  /** Of a cause, the group it stands in; null: it is a group, which no complaint has for its cause. */
  parent: z.string().nullable(),
  standing: z.enum(termStandings),
  /** The version in force today, or else the last there is. */
  now: z.int(),
  /** Versions, the latest first. */
  versions: z.array(termVersion),
  /** Its subject in the trail of headquarters. */
  trail_id: z.uuid(),
  can: z.array(z.enum(['revise', 'retire'])),
})
export type Term = z.infer<typeof term>

export const listTerms = endpoint({
  name: 'complaints.term.list',
  method: 'GET',
  path: '/api/complaints/terms',
  guard: 'complaints.term.read',
  summary: 'The services with their standards, the kinds and the causes, each with every version.',
  returns: z.object({
    service: z.array(term),
    kind: z.array(term),
    cause: z.array(term),
    today: day,
    /** Whose trail tells of them. */
    org_id: z.uuid(),
    can: z.array(z.enum(['create'])),
  }),
})

const sorted = z.object({ sort: z.enum(termSorts) })
const addressed = sorted.extend({ key: z.string().max(100) })

export const createTerm = endpoint({
  name: 'complaints.term.create',
  method: 'POST',
  path: '/api/complaints/terms/:sort',
  guard: 'complaints.term.edit',
  summary: 'Makes a service, a kind or a cause, chosen for services from a day on.',
  params: sorted,
  body: termWords.extend({
    /** Short and lasting: it stands in addresses and in imports. */
    key: z
      .string()
      .trim()
      .max(40)
      .regex(/^[a-z_]+$/, 'complaints.term.errors.key'),
    parent: z.string().max(60).nullable(),
    from_on: day,
  }),
  returns: z.object({ key: z.string() }),
})
export const reviseTerm = endpoint({
  name: 'complaints.term.revise',
  method: 'POST',
  path: '/api/complaints/terms/:sort/:key/versions',
  guard: 'complaints.term.edit',
  summary: 'Words it anew from a day on, or takes it up again; what complaints were given stays.',
  params: addressed,
  body: seen.extend(termWords.shape).extend({ from_on: day }),
})
export const retireTerm = endpoint({
  name: 'complaints.term.retire',
  method: 'POST',
  path: '/api/complaints/terms/:sort/:key/retire',
  guard: 'complaints.term.edit',
  summary: 'Is not chosen any more for services from a day on; complaints that have it keep it.',
  params: addressed,
  body: seen.extend({ until_on: day }),
})
