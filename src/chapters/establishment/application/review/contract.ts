import { z } from 'zod'
import { byId, endpoint, seen } from '../../../../kernel/http/contract.ts'
import { fileShown } from '../papers/contract.ts'

/** The five conditions of clause 2.1, in its order (2.1.1 to 2.1.5). */
export const conditions = ['positioning', 'people', 'premises', 'rules', 'funds'] as const
export type Condition = (typeof conditions)[number]

/** A condition is passed from this score on, of 5. */
export const passScore = 3

export const conditionScore = z.object({
  score: z.int().min(0).max(5).nullable(),
  /** Files of the application (documents, photos, evidence of the reviewer) the score rests on. */
  evidence: z.array(z.uuid()).max(50),
  note: z.string().trim().max(5000),
})
export type ConditionScore = z.infer<typeof conditionScore>

const text = z.string().trim().max(10_000)
export const sheetShape = z.object({
  conditions: z.record(z.enum(conditions), conditionScore),
  feasibility: text,
  need: text,
  /** The reviewer's conclusion in words. */
  opinion: text,
})
export type Sheet = z.infer<typeof sheetShape>

const faults = z.array(z.object({ path: z.string(), message: z.string() }))

export const reviewSheet = sheetShape.extend({
  /** The sheet's own version. */
  version: z.int(),
  clauses: z.record(z.enum(conditions), z.string()),
  /** What the reviewer added beside the applicant's documents. */
  evidence_files: z.array(fileShown),
  /** Conditions whose part of the application changed after they were scored: score anew, or confirm. */
  to_confirm: z.array(z.enum(conditions)),
  /** What the sheet still lacks; sentences in the reader's language. */
  missing: faults,
  /** What keeps the review from being concluded either way: the sheet, and the visit. */
  in_the_way: z.object({ recommend: faults, not_recommend: faults }),
  concluded_at: z.iso.datetime().nullable(),
  /** Conditions passed with evidence when it was concluded. */
  conditions_passed: z.int().nullable(),
})
export type ReviewSheet = z.infer<typeof reviewSheet>

export const saveSheet = endpoint({
  name: 'establishment.application.score',
  method: 'PUT',
  path: '/api/establishment/applications/:id/review',
  guard: 'establishment.application.review',
  summary: 'Saves the review sheet as far as it goes.',
  params: byId,
  /** `version` is the sheet's. Conditions left out stay as they are. */
  body: sheetShape.partial().extend({
    version: z.int().min(1),
    conditions: z.partialRecord(z.enum(conditions), conditionScore).optional(),
  }),
  returns: reviewSheet,
})
export const confirmScore = endpoint({
  name: 'establishment.application.confirm_score',
  method: 'POST',
  path: '/api/establishment/applications/:id/review/confirm',
  guard: 'establishment.application.review',
  summary: 'Confirms a score although the applicant changed what it was about.',
  params: byId,
  /** `version` is the sheet's. */
  body: seen.extend({ condition: z.enum(conditions) }),
  returns: reviewSheet,
})
export const addEvidence = endpoint({
  name: 'establishment.application.add_evidence',
  method: 'POST',
  path: '/api/establishment/applications/:id/review/evidence',
  guard: 'establishment.application.review',
  summary: 'Adds a file of the reviewer as evidence.',
  params: byId,
  returns: fileShown,
  carries: 'upload',
})
export const takeApplication = endpoint({
  name: 'establishment.application.take',
  method: 'POST',
  path: '/api/establishment/applications/:id/take',
  guard: 'establishment.application.review',
  summary: 'Takes the review, or takes it over from a colleague.',
  params: byId,
  body: seen,
})
/** Both conclude the review; refused with every fault at once while the sheet or the site visit is incomplete. */
export const recommend = endpoint({
  name: 'establishment.application.recommend',
  method: 'POST',
  path: '/api/establishment/applications/:id/recommend',
  guard: 'establishment.application.review',
  summary: 'Concludes the review in favour; the approval starts.',
  params: byId,
  body: seen,
})
export const notRecommend = endpoint({
  name: 'establishment.application.not_recommend',
  method: 'POST',
  path: '/api/establishment/applications/:id/not-recommend',
  guard: 'establishment.application.review',
  summary: 'Concludes the review against; management rejects it or sends it on.',
  params: byId,
  body: seen,
})
