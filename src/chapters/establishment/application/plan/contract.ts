import { z } from 'zod'
import { byId, endpoint, seen } from '../../../../kernel/http/contract.ts'

export const kinds = ['branch', 'department', 'partner_point'] as const
export type ApplicationKind = (typeof kinds)[number]

export const tenures = ['owned', 'leased', 'lent'] as const

const text = z.string().trim().max(10_000)
const minor = z.int().min(0).max(1_000_000_000_000)

/** One post of the staffing plan; `persons` are those already available for it. */
export const staffingLine = z.object({
  post: z.string().trim().max(100),
  number: z.int().min(1).max(1000),
  qualification: z.string().trim().max(500),
  persons: z.array(z.uuid()).max(100).default([]),
})
export type StaffingLine = z.infer<typeof staffingLine>

/** One line of the start-up budget, in minor units of the application's currency. */
export const budgetLine = z.object({ item: z.string().trim().max(200), amount: minor })
export type BudgetLine = z.infer<typeof budgetLine>
export const fundingSource = z.object({ source: z.string().trim().max(200), amount: minor })

/** Everything the applicant fills in. Each field may be missing in a draft; `submit` names all that are. */
export const planShape = z.object({
  name: z.string().trim().max(200).nullable(),
  name_en: z.string().trim().max(200).nullable(),
  /** The organisation it would stand beneath: one the applicant reaches. */
  parent_id: z.uuid().nullable(),
  /** Unified social credit code, where the unit has one already (18 characters, GB 32100). */
  credit_code: z.string().trim().max(40).nullable(),
  positioning: text.nullable(),
  scope: z.string().trim().max(4000).nullable(),
  strategy_fit: text.nullable(),
  staffing: z.array(staffingLine).max(100),
  address: z.string().trim().max(300).nullable(),
  /** Square metres. */
  area: z.number().positive().max(1_000_000).nullable(),
  tenure: z.enum(tenures).nullable(),
  tenure_until: z.iso.date().nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  latitude: z.number().min(-90).max(90).nullable(),
  safety: text.nullable(),
  environment: text.nullable(),
  rules: text.nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'http.errors.currency_code'),
  budget: z.array(budgetLine).max(200),
  funding: z.array(fundingSource).max(50),
  /** First-year forecast. */
  forecast_income: minor.nullable(),
  forecast_cost: minor.nullable(),
  proposed_head_id: z.uuid().nullable(),
})
export type Plan = z.infer<typeof planShape>

/** What a visit looks at: the review and its visits speak of the premises as they are here. */
export const onSite = [
  ...(['address', 'area', 'tenure', 'tenure_until', 'longitude', 'latitude'] as const),
  ...(['safety', 'environment'] as const),
]

/** The parts of the form, in its order. */
export const sectionKeys = [
  'basics',
  'positioning',
  'people',
  'premises',
  'rules',
  'funding',
  'documents',
] as const
export type SectionKey = (typeof sectionKeys)[number]

export const completeness = z.object({
  /** 0 to 100. */
  percent: z.int(),
  sections: z.array(
    z.object({
      key: z.enum(sectionKeys),
      done: z.int(),
      total: z.int(),
      /** Field names of the plan; in `documents` the keys of document types. */
      missing: z.array(z.string()),
    }),
  ),
})
export type Completeness = z.infer<typeof completeness>

export const created = z.object({ id: z.uuid(), version: z.int() })

export const createApplication = endpoint({
  name: 'establishment.application.create',
  method: 'POST',
  path: '/api/establishment/applications',
  guard: 'establishment.application.create',
  summary: 'Begins an application to establish an organisation, as a draft.',
  /** `org_id`: the organisation that applies. Left out, the caller's own. */
  body: planShape.partial().extend({ kind: z.enum(kinds), org_id: z.uuid().optional() }),
  returns: created,
})
export const editApplication = endpoint({
  name: 'establishment.application.edit',
  method: 'PATCH',
  path: '/api/establishment/applications/:id',
  guard: 'establishment.application.edit',
  summary: 'Saves part of a draft, or of an application of which more is wanted.',
  params: byId,
  /** Only the fields that are there change. The kind may change until the application is submitted. */
  body: seen.extend(planShape.partial().shape).extend({ kind: z.enum(kinds).optional() }),
  /** The new version and how complete the application is; the page itself needn't be read again. */
  returns: z.object({ version: z.int(), completeness, start_up_budget: z.int() }),
})
export const amendApplication = endpoint({
  name: 'establishment.application.amend',
  method: 'POST',
  path: '/api/establishment/applications/:id/amend',
  guard: 'establishment.application.edit',
  summary: 'Changes an application while its approval runs: votes already cast become void.',
  params: byId,
  /** Only the fields that are there change; those of the premises can't. */
  body: seen.extend(planShape.partial().shape).extend({ note: z.string().trim().max(2000).optional() }),
})
