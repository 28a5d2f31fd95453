import { z } from 'zod'
import { byId, endpoint } from '../../../http/contract.ts'
import { flowDefinition, flowVersion, flowVersionPage } from '../contract.ts'

/** The most characters of a file that is taken in: some twenty times the largest flow there may be. */
export const longestFile = 400_000

/** A version of a flow as a file, for another installation or for keeping. Persons and groups travel by id. */
export const flowFile = z.object({
  format: z.literal('bylaw.approval-flow'),
  format_version: z.literal(1),
  key: z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/),
  ...flowVersion.pick({ subject_type: true, number: true }).shape,
  title: z.string().trim().min(1).max(100),
  title_tw: z.string().trim().max(100).nullish(),
  title_en: z.string().trim().max(100).nullable(),
  definition: flowDefinition,
})
export type FlowFile = z.infer<typeof flowFile>

export const exportFlowVersion = endpoint({
  name: 'approvals.flow.export',
  method: 'GET',
  path: '/api/approvals/flow-versions/:id/export',
  guard: 'approvals.flow.read',
  summary: 'Gives a version of a flow as a JSON file.',
  params: byId,
  carries: 'file',
})
const text = z.string().min(1).max(longestFile)
export const importFlow = endpoint({
  name: 'approvals.flow.import',
  method: 'PUT',
  path: '/api/approvals/flows/:id/import',
  guard: 'approvals.flow.edit',
  summary: 'Takes a file in as the draft of the next version. Nothing is published.',
  params: byId,
  /** `version` is the draft's that it replaces; 0 starts one. */
  body: z.object({ version: z.int().min(0), text }),
  returns: flowVersionPage,
})
export const importNewFlow = endpoint({
  name: 'approvals.flow.import_new',
  method: 'POST',
  path: '/api/approvals/flows/import',
  guard: 'approvals.flow.edit',
  summary: 'Creates a flow from a file, as a draft. Nothing is published.',
  body: z.object({ text }),
  returns: flowVersionPage,
})
export const restoreFlowVersion = endpoint({
  name: 'approvals.flow.restore',
  method: 'POST',
  path: '/api/approvals/flow-versions/:id/restore',
  guard: 'approvals.flow.edit',
  summary: 'Takes an older version up as the draft of the next.',
  params: byId,
  /** `version` is the draft's that it replaces; 0 starts one. */
  body: z.object({ version: z.int().min(0) }),
  returns: flowVersionPage,
})
