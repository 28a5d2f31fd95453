import { z } from 'zod'
import { byId, endpoint, pageOf, paging, seen } from '../../../kernel/http/contract.ts'
import { jobStates } from '../../../kernel/jobs/contract.ts'
import { namedOrganisation } from '../../../kernel/org/contract.ts'
import { sheetFormats } from '../../../kernel/sheet/contract.ts'
import { columnShape } from '../../../kernel/sheet/reading/contract.ts'
import { faultCodes, intakeMapping, intakeSummary, verdicts, weights } from './words/contract.ts'

const guard = 'complaints.complaint.import'
const path = '/api/complaints/imports'

/** Rows one file may hold. */
export const mostRows = 200_000

export const importStates = ['mapped', 'checked', 'imported'] as const

export const intakeResult = z.object({
  created: z.int(),
  same: z.int(),
  /** Those the check refused, and those that could no longer come in when their turn came. */
  refused: z.int(),
  /** Doubtful rows that were left out on request. */
  left_out: z.int(),
})
export type IntakeResult = z.infer<typeof intakeResult>

export const complaintImport = z.object({
  id: z.uuid(),
  file_name: z.string(),
  /** The topmost organisation its uploader may import at: whoever may import there sees it. */
  organisation: namedOrganisation,
  format: z.enum(sheetFormats),
  encoding: z.string().nullable(),
  row_count: z.int(),
  columns: z.array(columnShape),
  mapping: intakeMapping,
  /** The mapping is the one used for such a file before. */
  remembered: z.boolean(),
  state: z.enum(importStates),
  /** The last job; only whoever asked for it can follow it. */
  job: z
    .object({ id: z.uuid(), does: z.enum(['check', 'import']), state: z.enum(jobStates), mine: z.boolean() })
    .nullable(),
  summary: intakeSummary.nullable(),
  /** Complaints that came of it so far, while it isn't over. */
  begun: z.int(),
  result: intakeResult.nullable(),
  uploaded_by_name: z.string().nullable(),
  created_at: z.string(),
  checked_at: z.string().nullable(),
  imported_at: z.string().nullable(),
  /** The file is there no more: it was brought in, or its time was over. */
  file_gone: z.boolean(),
  version: z.int(),
  /** Only whoever uploaded it says what its columns mean. */
  can: z.array(z.enum(['map', 'check', 'import'])),
})
export type ComplaintImport = z.infer<typeof complaintImport>

export const listedImport = complaintImport.pick({
  id: true,
  file_name: true,
  row_count: true,
  state: true,
  uploaded_by_name: true,
  created_at: true,
  imported_at: true,
  result: true,
})
export type ListedImport = z.infer<typeof listedImport>

export const uploadComplaints = endpoint({
  name: 'complaints.import.upload',
  method: 'POST',
  path,
  guard,
  summary: 'Takes a CSV or XLSX file of complaints, reads it and proposes what its columns mean.',
  returns: complaintImport,
  carries: 'upload',
})

export const listImports = endpoint({
  name: 'complaints.import.list',
  method: 'GET',
  path,
  guard,
  summary: 'Lists the imports of complaints, the latest first.',
  query: paging,
  returns: pageOf(listedImport),
})

export const readImport = endpoint({
  name: 'complaints.import.read',
  method: 'GET',
  path: `${path}/:id`,
  guard,
  summary: 'Shows an import of complaints: its columns, mapping, check and result.',
  params: byId,
  returns: complaintImport,
})

export const mapComplaints = endpoint({
  name: 'complaints.import.map',
  method: 'PUT',
  path: `${path}/:id/mapping`,
  guard,
  summary:
    'Says what the columns mean, by whoever uploaded the file; remembered for the next with the same headers.',
  params: byId,
  body: seen.extend({ mapping: intakeMapping }),
  returns: complaintImport,
})

export const checkComplaints = endpoint({
  name: 'complaints.import.check',
  method: 'POST',
  path: `${path}/:id/check`,
  guard,
  summary: 'Starts a job that says what would become of every row, and enters no complaint.',
  params: byId,
  body: seen,
  returns: complaintImport,
})

export const bringInComplaints = endpoint({
  name: 'complaints.import.import',
  method: 'POST',
  path: `${path}/:id/import`,
  guard,
  summary:
    'Starts a job that enters what was checked, a set at a time; stopped half-way it goes on where it was, and no row comes in twice.',
  params: byId,
  body: seen.extend({ doubtful: z.enum(['import', 'leave_out']) }),
  returns: complaintImport,
})

const rowFilters = z.object({
  verdict: z.enum(verdicts).optional(),
  fault: z.enum(faultCodes).optional(),
  /** Part of the subject, of the reference or of the number it was given. */
  q: z.string().trim().max(100).optional(),
})

export const importRow = z.object({
  id: z.uuid(),
  line: z.int(),
  verdict: z.enum(verdicts),
  /** As the file names it, or as it is called once it was found. */
  organisation: z.string(),
  reference: z.string(),
  subject: z.string(),
  /** The complaint it became or had become before, where the reader may see it. */
  complaint_id: z.uuid().nullable(),
  number: z.string().nullable(),
  faults: z.array(
    z.object({
      code: z.enum(faultCodes),
      weight: z.enum(weights),
      field: z.string().nullable(),
      /** In the reader's language. */
      sentence: z.string(),
    }),
  ),
  /**
   * As in the file. To all but whoever uploaded it who complained is masked, and a column that was given no meaning is
   * empty. Empty once it is a complaint.
   */
  cells: z.array(z.string()),
})
export type ImportRow = z.infer<typeof importRow>

export const listRows = endpoint({
  name: 'complaints.import.rows',
  method: 'GET',
  path: `${path}/:id/rows`,
  guard,
  summary:
    'Lists what the check says about the rows, in the order of the file: all to whoever uploaded it, to others those of organisations within reach.',
  params: byId,
  query: paging.extend(rowFilters.shape),
  returns: pageOf(importRow),
})

export const exportRows = endpoint({
  name: 'complaints.import.export',
  method: 'GET',
  path: `${path}/:id/rows/export`,
  guard,
  summary:
    'The rows with what the check says about them, as CSV or XLSX; whoever uploaded the file puts them right and uploads them again.',
  params: byId,
  query: rowFilters.extend({ format: z.enum(sheetFormats).default('xlsx') }),
  carries: 'file',
})
