import { z } from 'zod'
import { endpoint, pageOf, paging } from '../http/contract.ts'
import { namedOrganisation } from '../org/contract.ts'
import { sheetOf } from '../sheet/contract.ts'

export const issueStates = ['open', 'rectified'] as const
export const severities = ['minor', 'major', 'critical'] as const

export const dueTimes = ['overdue', 'soon', 'later'] as const

export const listedIssue = z.object({
  id: z.uuid(),
  organisation: namedOrganisation,
  number: z.string(),
  /** What is wrong, as a sentence in the reader's language. */
  what: z.string(),
  kind: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  /** Clause of the regulation that is not kept. */
  clause: z.string().nullable(),
  /** Path of the page it is about. */
  link: z.string(),
  responsible: z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() }).nullable(),
  due_on: z.iso.date(),
  overdue: z.boolean(),
  state: z.enum(issueStates),
  opened_at: z.iso.datetime(),
  rectified_at: z.iso.datetime().nullable(),
})
export type ListedIssue = z.infer<typeof listedIssue>

export const listIssues = endpoint({
  name: 'issues.issue.list',
  method: 'GET',
  path: '/api/issues',
  guard: 'issues.issue.read',
  summary: 'The rectification ledger within reach, the latest first.',
  query: paging.extend({
    state: z.enum(issueStates).optional(),
    kind: z.string().max(100).optional(),
    /** Part of the number or of what it is about. */
    q: z.string().trim().max(100).optional(),
    clause: z.string().max(10).optional(),
    responsible_id: z.uuid().optional(),
    /** Open ones by their due day: past it, within the week from today on, or later. */
    due: z.enum(dueTimes).optional(),
    /** An organisation and everything beneath it. */
    under: z.uuid().optional(),
    subject_id: z.uuid().optional(),
  }),
  returns: pageOf(listedIssue),
})
export const exportIssues = sheetOf(listIssues)
