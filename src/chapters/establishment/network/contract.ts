import { z } from 'zod'
import { byId, endpoint, pageOf, paging, seen } from '../../../kernel/http/contract.ts'
import { jobStates } from '../../../kernel/jobs/contract.ts'
import { namedOrganisation } from '../../../kernel/org/contract.ts'
import { sheetFormats } from '../../../kernel/sheet/contract.ts'
import { columnShape } from '../../../kernel/sheet/reading/contract.ts'
import { faultCodes, summaryShape, verdicts } from './dry-run/contract.ts'
import { mappingShape, targetFields } from './mapping/contract.ts'

const guard = 'establishment.network.import'

export const importStates = ['mapped', 'checked', 'imported'] as const

export const importResult = z.object({
  created: z.int(),
  changed: z.int(),
  same: z.int(),
  refused: z.int(),
  /** Doubtful rows that were left out on request, and what would have hung under them. */
  left_out: z.int(),
  levels: z.int(),
})
export type ImportResult = z.infer<typeof importResult>

export const networkImport = z.object({
  id: z.uuid(),
  file_name: z.string(),
  under: namedOrganisation,
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string().nullable(),
  row_count: z.int(),
  columns: z.array(columnShape),
  mapping: mappingShape,
  /** By what a column was guessed. */
  guessed: z.partialRecord(z.enum(targetFields), z.enum(['header', 'values'])),
  /** The mapping is the one used for such a file before. */
  remembered: z.boolean(),
  state: z.enum(importStates),
  /** The last job; only whoever asked for it can follow it. */
  job: z
    .object({ id: z.uuid(), does: z.enum(['check', 'import']), state: z.enum(jobStates), mine: z.boolean() })
    .nullable(),
  summary: summaryShape.nullable(),
  result: importResult.nullable(),
  uploaded_by_name: z.string().nullable(),
  created_at: z.string(),
  checked_at: z.string().nullable(),
  imported_at: z.string().nullable(),
  version: z.int(),
  can: z.array(z.enum(['map', 'check', 'import'])),
})
export type NetworkImport = z.infer<typeof networkImport>

export const listedImport = networkImport.pick({
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

export const uploadNetwork = endpoint({
  name: 'establishment.network_import.upload',
  method: 'POST',
  path: '/api/establishment/network-imports',
  guard,
  summary: 'Takes a CSV or XLSX file of organisations, reads it and proposes what its columns mean.',
  body: z.object({ under_id: z.uuid().optional() }),
  returns: networkImport,
  carries: 'upload',
})

export const listImports = endpoint({
  name: 'establishment.network_import.list',
  method: 'GET',
  path: '/api/establishment/network-imports',
  guard,
  summary: 'Lists the imports of the network, the latest first.',
  query: paging,
  returns: pageOf(listedImport),
})

export const readImport = endpoint({
  name: 'establishment.network_import.read',
  method: 'GET',
  path: '/api/establishment/network-imports/:id',
  guard,
  summary: 'Shows an import: its columns, mapping, check and result.',
  params: byId,
  returns: networkImport,
})

export const mapNetwork = endpoint({
  name: 'establishment.network_import.map',
  method: 'PUT',
  path: '/api/establishment/network-imports/:id/mapping',
  guard,
  summary: 'Says what the columns mean; remembered for the next file with the same headers.',
  params: byId,
  body: seen.extend({ mapping: mappingShape }),
  returns: networkImport,
})

export const checkNetwork = endpoint({
  name: 'establishment.network_import.check',
  method: 'POST',
  path: '/api/establishment/network-imports/:id/check',
  guard,
  summary:
    'Starts a job that says what an import would do with every row, and writes nothing into the network.',
  params: byId,
  body: seen,
  returns: networkImport,
})

export const importNetwork = endpoint({
  name: 'establishment.network_import.import',
  method: 'POST',
  path: '/api/establishment/network-imports/:id/import',
  guard,
  summary: 'Starts a job that imports what was checked, all of it or nothing.',
  params: byId,
  body: seen.extend({ doubtful: z.enum(['import', 'leave_out']) }),
  returns: networkImport,
})

export const exportNetwork = endpoint({
  name: 'establishment.network_import.export_network',
  method: 'GET',
  path: '/api/establishment/network/export',
  guard,
  summary:
    'The organisations that aren’t closed, with every column an import knows, as CSV or XLSX: imported again, it changes nothing.',
  query: z.object({
    /** Only what lies below this organisation. */
    under_id: z.uuid().optional(),
    format: z.enum(sheetFormats).default('xlsx'),
  }),
  carries: 'file',
})

const rowFilters = z.object({
  verdict: z.enum(verdicts).optional(),
  fault: z.enum(faultCodes).optional(),
  /** Part of the name or of the code. */
  q: z.string().trim().max(100).optional(),
})

export const rowFault = z.object({
  code: z.enum(faultCodes),
  weight: z.enum(['refuses', 'doubts', 'notes']),
  field: z.string().nullable(),
  /** In the reader's language. */
  sentence: z.string(),
})

export const importRow = z.object({
  id: z.uuid(),
  line: z.int(),
  verdict: z.enum(verdicts),
  does: z.enum(['create', 'change', 'same', 'nothing']),
  name: z.string(),
  code: z.string().nullable(),
  under: z.array(z.string()),
  organisation_id: z.uuid().nullable(),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  faults: z.array(rowFault),
  cells: z.array(z.string()),
})
export type ImportRow = z.infer<typeof importRow>

export const listRows = endpoint({
  name: 'establishment.network_import.rows',
  method: 'GET',
  path: '/api/establishment/network-imports/:id/rows',
  guard,
  summary: 'Lists what the check says about the rows, in the order of the file.',
  params: byId,
  query: paging.extend(rowFilters.shape),
  returns: pageOf(importRow),
})

export const exportRows = endpoint({
  name: 'establishment.network_import.export',
  method: 'GET',
  path: '/api/establishment/network-imports/:id/rows/export',
  guard,
  summary: 'The rows with what the check says about them, as CSV or XLSX.',
  params: byId,
  query: rowFilters.extend({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
  carries: 'file',
})
