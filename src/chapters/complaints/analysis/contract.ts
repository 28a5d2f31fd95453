import { z } from 'zod'
import { endpoint } from '../../../kernel/http/contract.ts'
import { sheetFormats } from '../../../kernel/sheet/contract.ts'

const bar = z.object({
  key: z.string(),
  title: z.string(),
  count: z.int(),
  /** The list this number opens. */
  list: z.string(),
})
export type AnalysisBar = z.infer<typeof bar>
/** A share: what met it, of how many, and the list each of the two opens. */
const rate = z.object({ met: z.int(), total: z.int(), list: z.string(), total_list: z.string() })
export type AnalysisRate = z.infer<typeof rate>

export const analysis = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** The organisation that was asked for, with everything below it; null where none was, or it isn't within reach. */
  under: z.string().nullable(),
  total: z.int(),
  list: z.string(),
  /** Resolved without an answer having been objected to or the complaint opened again, of those resolved. */
  first_time_right: rate,
  /** Whose cause had come up for the same service there in the 90 days before, of those with a cause. */
  repeated: rate,
  /** Each with everything below it. */
  organisations: z.array(bar),
  /** With those that name none, last and with an empty key: so services, causes and channels each add up to the total. */
  services: z.array(bar),
  /** The most frequent first; `share` is how much of all with a cause it and those before it make up, null where none is stated. */
  causes: z.array(bar.extend({ share: z.number().nullable() })),
  channels: z.array(bar),
  /** Every month of the period. */
  months: z.array(bar),
})
export type Analysis = z.infer<typeof analysis>

const asked = z.object({
  /** The first of the month eleven months ago unless told: twelve months with this one. */
  received_from: z.iso.date().optional(),
  received_to: z.iso.date().optional(),
  under: z.uuid().optional(),
})

export const readAnalysis = endpoint({
  name: 'complaints.analysis.read',
  method: 'GET',
  path: '/api/complaints/analysis',
  guard: 'complaints.complaint.read',
  summary:
    'Complaints of a period by organisation, service, cause, channel and month; each number names its list.',
  query: asked,
  returns: analysis,
})

export const exportAnalysis = endpoint({
  name: 'complaints.analysis.export',
  method: 'GET',
  path: '/api/complaints/analysis/export',
  guard: 'complaints.complaint.read',
  summary: 'The numbers of complaints.analysis.read as XLSX or CSV, one a line, in the caller’s language.',
  query: asked.extend({ format: z.enum(sheetFormats).default('xlsx') }),
  carries: 'file',
})
