import { z } from 'zod'
import { importedKinds } from '../mapping/contract.ts'

/** A row with one of these is refused. Sentences: `establishment.network.faults.<code>`. */
export const refusals = [
  'name_missing',
  'name_too_long',
  'cell_too_long',
  'cells_too_many',
  'code_repeated',
  'name_repeated',
  'name_taken',
  'kind_missing',
  'kind_unknown',
  'kind_is_headquarters',
  'kind_differs',
  'parent_unknown',
  'parent_ambiguous',
  'parent_cycle',
  'parent_refused',
  'parent_closed',
  'province_unknown',
  'organisation_closed',
  'credit_code_wrong',
  'credit_code_repeated',
  'credit_code_taken',
  'left_out',
] as const

/** A row with one of these is imported as its sentence says, and should be looked at. */
export const doubts = [
  'matched_by_name',
  'name_similar',
  'name_like_existing',
  'name_says_closed',
  'level_missing',
  'city_unknown',
  'city_elsewhere',
  'city_is_province',
  'city_slip',
  'phone_unreadable',
  'phone_shared',
  'address_shared',
  'address_elsewhere',
  'postcode_unreadable',
  'postcode_elsewhere',
  'point_unreadable',
  'point_outside',
  'point_swapped',
  'point_elsewhere',
  'point_nearer_other_city',
  'time_zone_unknown',
  'time_zone_elsewhere',
  'date_unreadable',
  'text_damaged',
  'quotes_broken',
] as const

/** What was put right without a doubt. */
export const notes = [
  'spaces_cleaned',
  'quotes_cleaned',
  'punctuation_cleaned',
  'controls_removed',
  'formula_as_text',
  'cells_too_few',
  'name_in_latin',
  'province_code_old',
  'city_spelling',
  'city_renamed',
  'city_part',
  'phone_rewritten',
  'postcode_zero_restored',
  'postcode_not_used',
  'time_zone_rewritten',
] as const

export const faultCodes = [...refusals, ...doubts, ...notes] as const
export type FaultCode = (typeof faultCodes)[number]
export type Weight = 'refuses' | 'doubts' | 'notes'
export const weightOf = (code: FaultCode): Weight =>
  (refusals as readonly string[]).includes(code)
    ? 'refuses'
    : (doubts as readonly string[]).includes(code)
      ? 'doubts'
      : 'notes'

export const faultShape = z.object({
  code: z.enum(faultCodes),
  /** The field it is about, where it is about one. */
  field: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type Fault = z.infer<typeof faultShape>

export const verdicts = ['create', 'change', 'same', 'doubtful', 'refused'] as const
export type Verdict = (typeof verdicts)[number]

/** What an import keeps about an organisation; a field that is not there is not touched. */
export const valuesShape = z.object({
  name: z.string(),
  kind: z.enum(importedKinds),
  code: z.string().optional(),
  name_en: z.string().optional(),
  province: z.string().optional(),
  city: z.string().optional(),
  address: z.string().optional(),
  postcode: z.string().optional(),
  phone: z.string().optional(),
  longitude: z.number().optional(),
  latitude: z.number().optional(),
  time_zone: z.string().optional(),
  credit_code: z.string().optional(),
  started_on: z.string().optional(),
  head_name: z.string().optional(),
  scope: z.string().optional(),
})
export type Values = z.infer<typeof valuesShape>

export const judgedShape = z.object({
  line: z.int(),
  verdict: z.enum(verdicts),
  /** What will be done; a doubtful row is created, changed or the same as well. */
  does: z.enum(['create', 'change', 'same', 'nothing']),
  name: z.string(),
  code: z.string().nullable(),
  /** Names from the top of the network down to the parent. */
  under: z.array(z.string()),
  /** `org:<id>`, `line:<n>` or `level:<key>`; null when refused. */
  parent: z.string().nullable(),
  organisation_id: z.uuid().nullable(),
  values: valuesShape.partial(),
  /** Field → before and after. */
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  faults: z.array(faultShape),
  cells: z.array(z.string()),
})
export type Judged = z.infer<typeof judgedShape>

export const summaryShape = z.object({
  rows: z.int(),
  verdicts: z.record(z.enum(verdicts), z.int()),
  faults: z.partialRecord(z.enum(faultCodes), z.int()),
  /** Field → rows in which its cell is empty. */
  empty: z.record(z.string(), z.int()),
  levels: z.object({ create: z.int(), same: z.int() }),
})
export type Summary = z.infer<typeof summaryShape>
