import { z } from 'zod'
import { byId, endpoint, seen } from '../../http/contract.ts'
import { namedOrganisation } from '../../org/contract.ts'
import { issueSources, issueStates, namedPerson, severities } from '../contract.ts'

// The actions repeat the lifecycle's on purpose: the browser knows no server code. A test compares them.
export const issueActions = [
  'notify',
  'plan',
  'start',
  'add_evidence',
  'submit',
  'verify',
  'return',
  'close',
  'extend',
  'withdraw_extension',
  'edit',
  'reopen',
] as const
export type IssueAction = (typeof issueActions)[number]

export const extensionStates = ['in_review', 'more_wanted', 'approved', 'rejected', 'withdrawn'] as const
/** So many of an issue are granted at most. */
export const mostExtensions = 2

const at = z.iso.datetime()
const words = (most: number) => z.string().trim().min(1).max(most)
/** An address, checked by the act: `https://…` or a path of Bylaw. */
const path = z.string().trim().min(1).max(1000)

export const issuePage = z.object({
  id: z.uuid(),
  org: namedOrganisation,
  number: z.string(),
  kind: z.string(),
  what: z.string(),
  title: z.string(),
  description: z.string(),
  source: z.enum(issueSources),
  severity: z.enum(severities),
  clause: z.string().nullable(),
  /** Path of the record it is about; null where the issue is all there is. */
  link: z.string().nullable(),
  state: z.enum(issueStates),
  overdue: z.boolean(),
  responsible: namedPerson.nullable(),
  verifier: namedPerson.nullable(),
  due_on: z.iso.date(),
  /** The day it was given; a day off moves `due_on` to the next working day. */
  nominal_due_on: z.iso.date(),
  original_due_on: z.iso.date(),
  plan: z.string(),
  measures: z.array(
    z.object({
      id: z.uuid(),
      what: z.string(),
      person: namedPerson,
      due_on: z.iso.date(),
      done_at: at.nullable(),
    }),
  ),
  evidence: z.array(
    z.object({
      id: z.uuid(),
      file: z.object({ id: z.uuid(), name: z.string(), type: z.string(), size: z.int() }).nullable(),
      link: z.string().nullable(),
      note: z.string(),
      added_by: namedPerson.nullable(),
      added_at: at,
      /** From before it was reopened: it no longer counts. */
      earlier: z.boolean(),
    }),
  ),
  extensions: z.array(
    z.object({
      id: z.uuid(),
      from_on: z.iso.date(),
      until_on: z.iso.date(),
      reason: z.string(),
      state: z.enum(extensionStates),
      asked_by: namedPerson,
      asked_at: at,
      decided_at: at.nullable(),
    }),
  ),
  summary: z.string(),
  /** Why it was returned or reopened. */
  ruling: z.string().nullable(),
  repeat_of: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  repeats: z.array(z.object({ id: z.uuid(), number: z.string() })),
  reopenings: z.int(),
  opened_by: namedPerson.nullable(),
  opened_at: at,
  submitted_by: namedPerson.nullable(),
  submitted_at: at.nullable(),
  verified_by: namedPerson.nullable(),
  verified_at: at.nullable(),
  closed_at: at.nullable(),
  /** For whom it waits now. */
  waits_for: namedPerson.nullable(),
  /** Today, where the organisation is. */
  today: z.iso.date(),
  version: z.int(),
  can: z.array(z.enum(issueActions)),
})
export type IssuePage = z.infer<typeof issuePage>

/** What somebody sees of an issue of whose plan they have a measure, whether or not they see the ledger. */
export const measuredIssue = issuePage
  .pick({
    ...{ id: true, org: true, number: true, what: true, description: true, severity: true, state: true },
    ...{ overdue: true, responsible: true, due_on: true, nominal_due_on: true, plan: true, measures: true },
    version: true,
  })
  .extend({
    /** They may open the issue itself, with evidence and history. */
    readable: z.boolean(),
  })
export type MeasuredIssue = z.infer<typeof measuredIssue>

const terms = {
  title: words(300),
  description: words(4000),
  severity: z.enum(severities),
  clause: z.string().trim().min(1).max(10).nullable(),
  responsible_id: z.uuid().nullable(),
  verifier_id: z.uuid().nullable(),
}

export const createIssue = endpoint({
  name: 'issues.issue.open',
  method: 'POST',
  path: '/api/issues',
  guard: 'issues.issue.open',
  summary: 'Writes an issue into the ledger by hand; the responsible person hears of it once notified.',
  body: z.object({
    org_id: z.uuid(),
    source: z.enum(issueSources),
    ...terms,
    /** Left out: the regulation's time to rectify, from today. */
    due_on: z.iso.date().nullable().default(null),
    link: path.nullable().default(null),
  }),
  /** `due_on` is later than `nominal_due_on`, the day asked for, where that is a day off. */
  returns: z.object({
    id: z.uuid(),
    number: z.string(),
    due_on: z.iso.date(),
    nominal_due_on: z.iso.date(),
  }),
})
export const readIssue = endpoint({
  name: 'issues.issue.read',
  method: 'GET',
  path: '/api/issues/:id',
  guard: 'issues.issue.read',
  summary: 'Shows one issue: plan, evidence, extensions, and what is next and whose it is.',
  params: byId,
  returns: issuePage,
})
export const editIssue = endpoint({
  name: 'issues.issue.edit',
  method: 'PATCH',
  path: '/api/issues/:id',
  guard: 'issues.issue.edit',
  summary: 'Corrects what an issue says or who is responsible for it and who verifies it.',
  params: byId,
  /** What a rule wrote by itself may stay without a description. */
  body: seen.extend({ ...terms, description: z.string().trim().max(4000) }),
})
export const notifyIssue = endpoint({
  name: 'issues.issue.notify',
  method: 'POST',
  path: '/api/issues/:id/notify',
  guard: 'issues.issue.notify',
  summary: 'Tells the responsible person, whose task it then is.',
  params: byId,
  body: seen,
})
export const planned = z.object({
  plan: words(4000),
  measures: z
    .array(z.object({ what: words(1000), person_id: z.uuid(), due_on: z.iso.date() }))
    .min(1)
    .max(50),
})
export const planIssue = endpoint({
  name: 'issues.issue.plan',
  method: 'PUT',
  path: '/api/issues/:id/plan',
  guard: 'issues.issue.plan',
  summary: 'Sets down how it is to be put right: the cause, and measures each with who and by when.',
  params: byId,
  body: seen.extend(planned.shape),
})
export const startIssue = endpoint({
  name: 'issues.issue.start',
  method: 'POST',
  path: '/api/issues/:id/start',
  guard: 'issues.issue.plan',
  summary: 'Begins the work by the plan.',
  params: byId,
  body: seen,
})
export const finishMeasure = endpoint({
  name: 'issues.issue.finish_measure',
  method: 'POST',
  path: '/api/issues/:id/measures/:measure_id/done',
  guard: 'issues.issue.plan',
  summary: 'Says that a measure of the plan is done, or takes that back.',
  params: byId.extend({ measure_id: z.uuid() }),
  body: seen.extend({ done: z.boolean() }),
})
export const readMeasures = endpoint({
  name: 'issues.measure.read',
  method: 'GET',
  path: '/api/issues/:id/measures',
  guard: 'issues.measure.do',
  summary: 'Shows an issue and its plan to whoever has a measure of it.',
  params: byId,
  returns: measuredIssue,
})
export const finishOwnMeasure = endpoint({
  name: 'issues.measure.finish',
  method: 'POST',
  path: '/api/issues/:id/measures/:measure_id/own',
  guard: 'issues.measure.do',
  summary: 'Says that one’s own measure of a plan is done, or takes that back.',
  params: byId.extend({ measure_id: z.uuid() }),
  body: seen.extend({ done: z.boolean() }),
})
export const addEvidenceFile = endpoint({
  name: 'issues.issue.add_evidence',
  method: 'POST',
  path: '/api/issues/:id/evidence',
  guard: 'issues.issue.submit',
  summary: 'Adds a file that shows what was done.',
  params: byId,
  body: z.object({ note: z.string().trim().max(500).optional() }),
  carries: 'upload',
})
export const addEvidenceLink = endpoint({
  name: 'issues.issue.add_link',
  method: 'POST',
  path: '/api/issues/:id/links',
  guard: 'issues.issue.submit',
  summary: 'Adds the address of a record that shows what was done.',
  params: byId,
  body: z.object({ link: path, note: z.string().trim().max(500).default('') }),
})
export const removeEvidence = endpoint({
  name: 'issues.issue.remove_evidence',
  method: 'DELETE',
  path: '/api/issues/:id/evidence/:evidence_id',
  guard: 'issues.issue.submit',
  summary: 'Takes a piece of evidence back before it is submitted.',
  params: byId.extend({ evidence_id: z.uuid() }),
})
export const submitIssue = endpoint({
  name: 'issues.issue.submit',
  method: 'POST',
  path: '/api/issues/:id/submit',
  guard: 'issues.issue.submit',
  summary: 'Says that it was put right, with evidence; whoever verifies it is asked.',
  params: byId,
  body: seen.extend({ summary: words(4000) }),
})
export const verifyIssue = endpoint({
  name: 'issues.issue.verify',
  method: 'POST',
  path: '/api/issues/:id/verify',
  guard: 'issues.issue.verify',
  summary: 'Confirms that it was put right. Nobody who took part in that may.',
  params: byId,
  body: seen.extend({ note: z.string().trim().max(2000).default('') }),
})
export const returnIssue = endpoint({
  name: 'issues.issue.return',
  method: 'POST',
  path: '/api/issues/:id/return',
  guard: 'issues.issue.verify',
  summary: 'Sends it back with words about what is missing.',
  params: byId,
  body: seen.extend({ reason: words(2000) }),
})
export const closeIssue = endpoint({
  name: 'issues.issue.close',
  method: 'POST',
  path: '/api/issues/:id/close',
  guard: 'issues.issue.close',
  summary: 'Closes what was verified; refused without evidence.',
  params: byId,
  body: seen,
})
export const reopenIssue = endpoint({
  name: 'issues.issue.reopen',
  method: 'POST',
  path: '/api/issues/:id/reopen',
  guard: 'issues.issue.reopen',
  summary: 'Opens a closed issue again; it is due on its first due day and counts as overdue from there.',
  params: byId,
  body: seen.extend({ reason: words(2000) }),
})
export const extendIssue = endpoint({
  name: 'issues.issue.extend',
  method: 'POST',
  path: '/api/issues/:id/extensions',
  guard: 'issues.issue.extend',
  summary: 'Asks for a later due day, which goes to approval; at most two are granted.',
  params: byId,
  body: seen.extend({ until_on: z.iso.date(), reason: words(2000) }),
})
export const withdrawExtension = endpoint({
  name: 'issues.issue.withdraw_extension',
  method: 'POST',
  path: '/api/issues/:id/extensions/withdraw',
  guard: 'issues.issue.extend',
  summary: 'Takes back the later due day that was asked for.',
  params: byId,
  body: seen,
})
export const remindOwners = endpoint({
  name: 'issues.issue.remind',
  method: 'POST',
  path: '/api/issues/remind',
  guard: 'issues.issue.remind',
  summary: 'Writes to the responsible persons of up to 5,000 open issues, one digest each.',
  body: z.object({ ids: z.array(z.uuid()).min(1).max(5000) }),
  returns: z.object({
    /** Persons who were written to, and about how many issues. */
    owners: z.int(),
    issues: z.int(),
    /** Closed meanwhile, without a responsible person, or reminded within the last four hours. */
    left_out: z.int(),
  }),
})
export const listIssuePeople = endpoint({
  name: 'issues.issue.people',
  method: 'GET',
  path: '/api/issues/people/:org_id',
  guard: 'issues.issue.read',
  summary: 'Who may be named there: to put right, to verify, or for a measure.',
  params: z.object({ org_id: z.uuid() }),
  returns: z.object({
    responsible: z.array(namedPerson),
    verifier: z.array(namedPerson),
    measure: z.array(namedPerson),
  }),
})
