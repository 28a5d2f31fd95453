import { z } from 'zod'
import { countedFilters } from '../controls/contract.ts'
import { endpoint, pageOf, paging } from '../http/contract.ts'
import { namedOrganisation } from '../org/contract.ts'
import { sheetOf } from '../sheet/contract.ts'

// The states repeat the lifecycle's on purpose: the browser knows no server code. A test compares them.
export const issueStates = [
  'found',
  'notified',
  'planned',
  'rectifying',
  'submitted',
  'verified',
  'closed',
  'returned',
  'reopened',
] as const
export type IssueState = (typeof issueStates)[number]
/** `open`: whatever isn't closed. */
export const stateFilters = ['open', ...issueStates] as const

export const severities = ['minor', 'major', 'critical'] as const
export type Severity = (typeof severities)[number]

/** What kind of work found it. */
export const issueSources = [
  'daily_check',
  'special_check',
  'periodic_check',
  'audit',
  'inspection',
  'complaint',
  'stocktake',
  'registration',
  'indicator',
  'other',
] as const
export type IssueSource = (typeof issueSources)[number]

export const dueTimes = ['overdue', 'soon', 'later'] as const
/** By the original due day: kept, broken, or not to be said yet. */
export const punctualities = ['on_time', 'late', 'running'] as const

export const namedPerson = z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })

export const listedIssue = z.object({
  id: z.uuid(),
  organisation: namedOrganisation,
  number: z.string(),
  /** What is wrong, as a sentence in the reader's language. */
  what: z.string(),
  kind: z.string(),
  title: z.string(),
  source: z.enum(issueSources),
  severity: z.enum(severities),
  /** Clause of the regulation that is not kept. */
  clause: z.string().nullable(),
  /** Path of the record it is about. */
  link: z.string(),
  responsible: namedPerson.nullable(),
  due_on: z.iso.date(),
  original_due_on: z.iso.date(),
  overdue: z.boolean(),
  state: z.enum(issueStates),
  /** The same clause was broken there within twelve months before. */
  repeat: z.boolean(),
  reopenings: z.int(),
  opened_at: z.iso.datetime(),
  closed_at: z.iso.datetime().nullable(),
})
export type ListedIssue = z.infer<typeof listedIssue>

export const issueFilters = z.object({
  state: z.enum(stateFilters).optional(),
  kind: z.string().max(100).optional(),
  /** Part of the number or of what it is about. */
  q: z.string().trim().max(100).optional(),
  /** `-`: none. */
  clause: z.string().max(10).optional(),
  source: z.enum(issueSources).optional(),
  severity: z.enum(severities).optional(),
  responsible_id: z.uuid().optional(),
  verifier_id: z.uuid().optional(),
  /** Open ones by their due day: past it, within the week from today on, or later. */
  due: z.enum(dueTimes).optional(),
  /** An organisation and everything beneath it. */
  under: z.uuid().optional(),
  /** This organisation alone. */
  organisation_id: z.uuid().optional(),
  subject_id: z.uuid().optional(),
  /** Repeats of an earlier issue. */
  repeat: z.enum(['true']).optional(),
  /** Reopened at some time. */
  reopened: z.enum(['true']).optional(),
  /** Days of the original due day; both are included. */
  original_from: z.iso.date().optional(),
  original_to: z.iso.date().optional(),
  punctuality: z.enum(punctualities).optional(),
  ...countedFilters.shape,
})
export type IssueFilters = z.output<typeof issueFilters>

export const listIssues = endpoint({
  name: 'issues.issue.list',
  method: 'GET',
  path: '/api/issues',
  guard: 'issues.issue.read',
  summary: 'The rectification ledger within reach, the latest first.',
  query: paging.extend(issueFilters.shape),
  returns: pageOf(listedIssue),
})
export const exportIssues = sheetOf(listIssues)

export const statisticsBy = ['organisation', 'clause', 'source'] as const
export type StatisticsBy = (typeof statisticsBy)[number]

const counted = {
  /** Issues whose original due day lies in the time asked for. */
  issues: z.int(),
  /** Of those, the ones whose due day is over or which are closed: what the rate is counted from. */
  due: z.int(),
  on_time: z.int(),
  late: z.int(),
  overdue: z.int(),
  open: z.int(),
  repeats: z.int(),
  reopened: z.int(),
}
export const statisticsLine = z.object({
  id: z.string(),
  organisation: namedOrganisation.nullable(),
  ...counted,
})
export type StatisticsLine = z.infer<typeof statisticsLine>

export const listIssueStatistics = endpoint({
  name: 'issues.statistics.list',
  method: 'GET',
  path: '/api/issues/statistics',
  guard: 'issues.issue.read',
  summary:
    'How many issues were put right by their original due day, by organisation, clause or source, the worst first.',
  query: paging.extend({
    by: z.enum(statisticsBy).default('organisation'),
    original_from: z.iso.date().optional(),
    original_to: z.iso.date().optional(),
    under: z.uuid().optional(),
    clause: z.string().max(10).optional(),
    source: z.enum(issueSources).optional(),
  }),
  returns: pageOf(statisticsLine),
})
export const exportIssueStatistics = sheetOf(listIssueStatistics)

export const sumIssues = endpoint({
  name: 'issues.statistics.sum',
  method: 'GET',
  path: '/api/issues/statistics/sum',
  guard: 'issues.issue.read',
  summary: 'The same numbers over everything within reach.',
  query: z.object({
    original_from: z.iso.date().optional(),
    original_to: z.iso.date().optional(),
    under: z.uuid().optional(),
    clause: z.string().max(10).optional(),
    source: z.enum(issueSources).optional(),
  }),
  returns: z.object(counted),
})
