import { z } from 'zod'
import { byId, endpoint, pageOf, paging } from '../http/contract.ts'
import { sheetOf } from '../sheet/contract.ts'

export const organisationKinds = ['headquarters', 'region', 'branch', 'department', 'partner_point'] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** In the order an organisation lives them; suspended ones go back to active, closed ones can be restored. */
export const organisationLives = ['proposed', 'preparing', 'active', 'suspended', 'closed'] as const
export type OrganisationLife = (typeof organisationLives)[number]

/** What everybody may know of an organisation: enough to name it. */
export const namedOrganisation = z.object({
  id: z.uuid(),
  name: z.string(),
  name_en: z.string().nullable(),
  kind: z.enum(organisationKinds),
})
export type NamedOrganisation = z.infer<typeof namedOrganisation>

export const organisationHead = z.object({
  person_id: z.uuid(),
  name: z.string(),
  name_en: z.string().nullable(),
  starts_on: z.iso.date(),
})
export type OrganisationHead = z.infer<typeof organisationHead>

export const listedOrganisation = namedOrganisation.extend({
  code: z.string(),
  life: z.enum(organisationLives),
  parent: namedOrganisation.nullable(),
  credit_code: z.string().nullable(),
  started_on: z.iso.date().nullable(),
  closed_on: z.iso.date().nullable(),
  head: organisationHead.nullable(),
})
export type ListedOrganisation = z.infer<typeof listedOrganisation>

const oneOrMore = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).max(20)]).optional()

export const organisationSorts = ['code', '-code', 'name', '-name'] as const

export const listOrganisations = endpoint({
  name: 'org.organisation.list',
  method: 'GET',
  path: '/api/organisations',
  guard: 'org.organisation.read',
  summary: 'Lists the organisations within reach.',
  query: paging.extend({
    /** Part of the name, of the code, or a unified social credit code. */
    q: z.string().trim().max(100).optional(),
    kind: oneOrMore(z.enum(organisationKinds)),
    life: oneOrMore(z.enum(organisationLives)),
    /** Directly under this one. */
    parent_id: z.uuid().optional(),
    /** Anywhere under this one, itself included. */
    under: z.uuid().optional(),
    sort: z.enum(organisationSorts).default('code'),
  }),
  returns: pageOf(listedOrganisation),
})
export const exportOrganisations = sheetOf(listOrganisations)

export const treeOrganisation = namedOrganisation.extend({
  parent_id: z.uuid().nullable(),
  code: z.string(),
  life: z.enum(organisationLives),
  head: organisationHead.pick({ person_id: true, name: true, name_en: true }).nullable(),
  /** Organisations directly under it and within reach, whether or not they are in this answer. */
  children: z.int(),
})
export type TreeOrganisation = z.infer<typeof treeOrganisation>

/** A tree answer holds this many organisations, the upper levels first. */
export const treeCap = 5_000

export const readTree = endpoint({
  name: 'org.organisation.tree',
  method: 'GET',
  path: '/api/organisations/tree',
  guard: 'org.organisation.read',
  summary: 'Shows the tree within reach, parents before their children; in parts with `under` and `depth`.',
  query: z.object({
    /** Only what lies below this one; itself is left out. */
    under: z.uuid().optional(),
    /** How many levels down; without it, all. */
    depth: z.coerce.number().int().min(1).max(20).optional(),
    /** With closed ones. */
    closed: z.stringbool().default(false),
  }),
  returns: z.object({ items: z.array(treeOrganisation), capped: z.boolean() }),
})

export const organisationPage = namedOrganisation.extend({
  code: z.string(),
  life: z.enum(organisationLives),
  time_zone: z.string(),
  credit_code: z.string().nullable(),
  started_on: z.iso.date().nullable(),
  closed_on: z.iso.date().nullable(),
  version: z.int(),
  /** The day it is told as of; null: now. */
  on: z.iso.date().nullable(),
  /** Where the organisation is; of a later `on` is told what is on record today. */
  today: z.iso.date(),
  /** From the root down to the parent; `within_reach` says which may be opened. */
  above: z.array(namedOrganisation.extend({ within_reach: z.boolean() })),
  head: organisationHead.nullable(),
  children: z.int(),
  /** Filings that corrected what is told of that day; each says what was filed and what is right. */
  corrections: z.array(
    z.object({
      item: z.string(),
      number: z.string(),
      link: z.string(),
      recorded_at: z.iso.datetime(),
    }),
  ),
})
export type OrganisationPage = z.infer<typeof organisationPage>

export const readOrganisation = endpoint({
  name: 'org.organisation.read',
  method: 'GET',
  path: '/api/organisations/:id',
  guard: 'org.organisation.read',
  summary:
    'Shows an organisation with its head and the names above it, as of now or of a day gone by (`?on=2024-06-30`).',
  params: byId,
  query: z.object({ on: z.iso.date().optional() }),
  returns: organisationPage,
})
