import { z } from 'zod'
import { endpoint, pageOf, paging } from '../../http/contract.ts'
import { titled } from '../../language/titles/contract.ts'
import { sheetOf } from '../../sheet/contract.ts'

export const measuredBy = ['flow', 'step', 'person', 'request'] as const
export type MeasuredBy = (typeof measuredBy)[number]

/** One line: a flow, a step of a flow, a person, or a single request. Times are working minutes. */
export const measured = z.object({
  id: z.string(),
  flow: z.object({ id: z.uuid(), ...titled }).nullable(),
  step: z.object({ key: z.string(), ...titled }).nullable(),
  person: z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() }).nullable(),
  request: z.object({ id: z.uuid(), number: z.string().nullable(), title: z.string() }).nullable(),
  /** How many requests it is counted from, how many of them were late, and how many were urged. */
  requests: z.int(),
  late: z.int(),
  urged: z.int(),
  /** How often they were urged altogether. */
  urges: z.int(),
  average: z.number(),
  median: z.number(),
  longest: z.number(),
})
export type Measured = z.infer<typeof measured>

export const listStatistics = endpoint({
  name: 'approvals.statistics.list',
  method: 'GET',
  path: '/api/approvals/statistics',
  guard: 'approvals.statistics.read',
  summary:
    'How long approvals take in working minutes, by flow, step, person or request, the slowest first. Steps count when they close, answers when given, requests when they end.',
  query: paging.extend({
    by: z.enum(measuredBy).default('flow'),
    flow: z.uuid().optional(),
    /** By the clock of each request’s organisation; both days are included. */
    closed_from: z.iso.date().optional(),
    closed_to: z.iso.date().optional(),
  }),
  returns: pageOf(measured),
})
export const exportStatistics = sheetOf(listStatistics)
