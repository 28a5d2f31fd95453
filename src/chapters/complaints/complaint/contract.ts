import { z } from 'zod'
import { countedFilters } from '../../../kernel/controls/contract.ts'
import { acceptedFiles, storedFile } from '../../../kernel/files/contract.ts'
import { byId, endpoint, pageOf, paging, seen } from '../../../kernel/http/contract.ts'
import { namedOrganisation } from '../../../kernel/org/contract.ts'
import { namedPerson } from '../../../kernel/people/contract.ts'
import { sheetOf } from '../../../kernel/sheet/contract.ts'
import { clockShown } from '../clocks/contract.ts'
import { mailShown } from '../mail/contract.ts'
import { rulingShown } from '../ruling/contract.ts'
import { keptRemedy, messageShown, remedy } from './handling/contract.ts'
import { riskSignal } from './signal/contract.ts'
import { relatedComplaint, similarComplaint } from './similar/contract.ts'
import { acceptances, channels, complaintStates, enteredChannels, words } from './words/contract.ts'

export { acceptedFiles, remedy, words }

// The actions repeat the lifecycle's on purpose: the browser knows no server code. A test compares them.
export const complaintActions = [
  'assign',
  'edit',
  'acknowledge',
  'investigate',
  'ask',
  'hear',
  'tell',
  'propose',
  'accept',
  'object',
  'remedy',
  'close',
  'reopen',
  'transfer',
  'merge',
  'extend',
  'compensate',
  'judge',
] as const

const at = z.iso.datetime()
const severity = z.int().min(1).max(4)
const termKey = z.string().min(1).max(60)
const minor = z.int().min(1).max(1_000_000_000_000)
const phone = z.string().trim().min(5).max(40)

/** What is known of a complaint when it is entered, and what may be put right later. */
export const facts = z.object({
  kind: termKey,
  severity,
  subject: z.string().trim().min(1).max(200),
  service_key: termKey.nullable(),
  /** The day of the service: organisation and staff are those of that day. */
  service_on: z.iso.date(),
  staff_id: z.uuid().nullable(),
  cause_key: z.string().max(100).nullable(),
  /** Minor units of the company's currency. */
  claimed: minor.nullable(),
})
export type Facts = z.infer<typeof facts>

export const complainant = z.object({
  name: z.string().trim().max(100).nullable(),
  phone: phone.nullable(),
  email: z.email().max(200).nullable(),
  language: z.enum(['zh-CN', 'zh-TW', 'en']),
})
export type Complainant = z.infer<typeof complainant>

export const listedComplaint = z.object({
  id: z.uuid(),
  organisation: namedOrganisation,
  number: z.string(),
  state: z.enum(complaintStates),
  channel: z.enum(channels),
  kind: z.string(),
  /** As it was called on the day of the service; so are service and cause. */
  kind_title: z.string(),
  severity,
  subject: z.string(),
  service: z.string().nullable(),
  cause: z.string().nullable(),
  staff: namedPerson.nullable(),
  handler: namedPerson.nullable(),
  service_on: z.iso.date(),
  received_at: at,
  /** When the next of its clocks is due, and the working minutes until then. */
  due_at: at.nullable(),
  minutes_left: z.number().nullable(),
  day_minutes: z.number(),
  claimed: z.int().nullable(),
  compensated: z.int().nullable(),
  currency: z.string(),
  /** The signals of a risk that count it, the latest first; where a list is of one signal, that one first. */
  signals: z.array(riskSignal),
})
export type ListedComplaint = z.infer<typeof listedComplaint>

export const outcomes = [
  'resolved',
  'first_time',
  'reopened',
  'caused',
  'uncaused',
  'repeated',
  'no_service',
] as const

const oneOrMore = <T extends z.ZodType>(of: T) => z.union([of, z.array(of).max(20)])

/** The latest first, the oldest first, the next due first. */
export const complaintSorts = ['-received', 'received', 'due'] as const
export type ComplaintSort = (typeof complaintSorts)[number]

export const listComplaints = endpoint({
  name: 'complaints.complaint.list',
  method: 'GET',
  path: '/api/complaints/complaints',
  guard: 'complaints.complaint.read',
  summary:
    'The complaints within reach: the latest first, the oldest first, or the next due first and then those no clock runs for.',
  query: paging.extend({
    /** Words of the matter, or a number; Chinese and Latin. */
    q: z.string().trim().max(200).optional(),
    state: oneOrMore(z.enum(complaintStates)).optional(),
    channel: oneOrMore(z.enum(channels)).optional(),
    kind: oneOrMore(termKey).optional(),
    severity: oneOrMore(z.coerce.number().int().min(1).max(4)).optional(),
    service: termKey.optional(),
    /** A cause, or a group of causes. */
    cause: z.string().max(100).optional(),
    staff_id: z.uuid().optional(),
    /** An organisation and everything beneath it. */
    under: z.uuid().optional(),
    /** Of this organisation alone. */
    organisation_id: z.uuid().optional(),
    /** `open`: something is still to be done before it is resolved. */
    mine: z.enum(['handling', 'unassigned', 'overdue', 'open']).optional(),
    /** Without those found to have no ground. */
    founded: z.enum(['yes']).optional(),
    /** `first_time`: no answer was objected to and it was not opened again. `repeated`: its cause had come up in the 90 days before. */
    outcome: z.enum(outcomes).optional(),
    /** Counted by a signal of a risk: with two more or others it had the same cause within 90 days. */
    signalled: z.enum(['yes']).optional(),
    /** Counted by this one. */
    signal: z.uuid().optional(),
    /** Its time to respond or to resolve was kept or ran out, or the customer rated it, within these days. */
    happened: z.enum(['acknowledged', 'resolved', 'rated']).optional(),
    happened_on_from: z.iso.date().optional(),
    happened_on_to: z.iso.date().optional(),
    received_from: z.iso.date().optional(),
    received_to: z.iso.date().optional(),
    sort: z.enum(complaintSorts).default('-received'),
    ...countedFilters.shape,
  }),
  returns: pageOf(listedComplaint),
})
export const exportComplaints = sheetOf(listComplaints)

export const complaintPage = listedComplaint.omit({ due_at: true, minutes_left: true }).extend({
  description: z.string(),
  /** What it is called to the customer, in their language. */
  subject_to_customer: z.string(),
  service_standard: z.string().nullable(),
  service_key: z.string().nullable(),
  cause_key: z.string().nullable(),
  /** Masked; null for whom it concerns, once it was removed, or where none was given. */
  complainant: complainant.extend({ phone: z.string().nullable(), email: z.string().nullable() }).nullable(),
  clocks: z.array(clockShown),
  /** The mail that opened it. */
  mail: mailShown.nullable(),
  messages: z.array(messageShown),
  files: z.array(storedFile),
  remedy: keptRemedy.nullable(),
  /** What went to approval, the latest last. */
  rulings: z.array(rulingShown),
  /** Stars of five the customer gave. */
  rating: z.int().nullable(),
  /** First day on which a customer’s silence may be recorded as acceptance; null: no answer is awaited. */
  silent_from: z.iso.date().nullable(),
  answer: z.string().nullable(),
  extensions: z.int(),
  reopenings: z.int(),
  acknowledged_at: at.nullable(),
  resolved_at: at.nullable(),
  closed_at: at.nullable(),
  /** Where it goes on after a transfer or a merging, as far as the reader reaches. */
  went_to: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  came_from: z.object({ id: z.uuid(), organisation: namedOrganisation }).nullable(),
  /** What was merged into it, where their files are; to whom it concerns none. */
  merged: z.array(z.object({ id: z.uuid(), number: z.string() })),
  similar: z.array(similarComplaint),
  related: z.array(relatedComplaint),
  /** Whether whoever it was given to is the reader and hasn't opened it yet. */
  unread: z.boolean(),
  today: z.iso.date(),
  version: z.int(),
  can: z.array(
    z.enum([...complaintActions, 'take', 'note', 'unmask', 'renew_code', 'attach', 'finish', 'check']),
  ),
})
export type ComplaintPage = z.infer<typeof complaintPage>

const kept = z.object({ id: z.uuid(), version: z.int() })

export const createComplaint = endpoint({
  name: 'complaints.complaint.create',
  method: 'POST',
  path: '/api/complaints/complaints',
  guard: 'complaints.complaint.create',
  summary: 'Enters a complaint made on the phone, at the counter or on the hotline.',
  body: facts.omit({ cause_key: true }).extend({
    org_id: z.uuid(),
    channel: z.enum(enteredChannels),
    description: words,
    complainant,
    handler_id: z.uuid().nullable(),
  }),
  /** The code is shown this once, for the customer. */
  returns: z.object({ id: z.uuid(), number: z.string(), code: z.string() }),
})
export const readComplaint = endpoint({
  name: 'complaints.complaint.read',
  method: 'GET',
  path: '/api/complaints/complaints/:id',
  guard: 'complaints.complaint.read',
  summary: 'Shows one complaint with its clocks, what was said, and what the reader may do.',
  params: byId,
  returns: complaintPage,
})
export const editComplaint = endpoint({
  name: 'complaints.complaint.edit',
  method: 'PATCH',
  path: '/api/complaints/complaints/:id',
  guard: 'complaints.complaint.edit',
  summary: 'Puts right what a complaint is about: kind, severity, service, day, staff, cause, amount.',
  params: byId,
  body: seen.extend(facts.shape),
  returns: kept,
})

/** A step of the handling: the version seen, and what the step asks for. */
const step = <B extends z.ZodRawShape>(verb: string, guard: string, summary: string, body: z.ZodObject<B>) =>
  endpoint({
    name: `complaints.complaint.${verb}`,
    method: 'POST',
    path: `/api/complaints/complaints/:id/${verb}` as `/api/${string}`,
    guard: `complaints.complaint.${guard}`,
    summary,
    params: byId,
    body,
  })
const spoken = seen.extend({ text: words })

export const assignComplaint = step(
  'assign',
  'handle',
  'Gives a complaint to somebody to handle, or takes one that nobody has.',
  seen.extend({ handler_id: z.uuid() }),
)
export const markRead = step('mark_read', 'handle', 'Whoever a complaint was given to has opened it.', seen)
export const acknowledge = step(
  'acknowledge',
  'handle',
  'The first response: tells the customer that the complaint was received.',
  spoken,
)
export const investigate = step('investigate', 'handle', 'Begins to look into it.', seen)
export const askCustomer = step(
  'ask',
  'handle',
  'Asks the customer; the clocks pause until they answer.',
  spoken,
)
export const hearCustomer = step(
  'hear',
  'handle',
  'Enters what the customer answered; the clocks go on.',
  spoken,
)
export const tellCustomer = step('tell', 'handle', 'Tells the customer how far it has come.', spoken)
export const propose = step('propose', 'handle', 'Answers the customer, who then accepts or objects.', spoken)
export const acceptAnswer = step(
  'accept',
  'handle',
  'Records for the customer that they accepted and how they said so, or that they said nothing in time.',
  spoken.extend({ how: z.enum(acceptances) }),
)
export const objectAnswer = step(
  'object',
  'handle',
  'The customer objected; it is looked into again.',
  spoken,
)
export const keepRemedy = step(
  'remedy',
  'handle',
  'Keeps the root cause and the corrective action with its owner and date.',
  seen.extend(remedy.shape),
)
export const closeComplaint = step(
  'close',
  'handle',
  'Closes a resolved complaint; a grave one only with root cause, corrective action and answer.',
  seen,
)
export const checkRemedy = step(
  'check',
  'handle',
  'Says whether the corrective action worked, once its time has come.',
  z.object({ effective: z.boolean(), finding: words }),
)
export const finishAction = step(
  'finish',
  'read',
  'Its owner says that the corrective action is done.',
  z.object({}),
)
export const extendTime = step(
  'extend',
  'handle',
  'Extends the time to resolve with a reason and a notice to the customer; the second time by approval.',
  seen.extend({ reason: words, notice: words }),
)
export const compensate = step(
  'compensate',
  'handle',
  'Agrees to a compensation; above the limit it goes to approval.',
  seen.extend({ amount: minor, reason: words }),
)
export const judgeUnfounded = step(
  'judge',
  'handle',
  'Asks for approval that a complaint is unfounded, with what the customer is told once it is.',
  seen.extend({ reason: words, notice: words }),
)
export const reopenComplaint = step('reopen', 'reopen', 'Opens a resolved or closed complaint again.', spoken)
export const transferComplaint = step(
  'transfer',
  'transfer',
  'Hands a complaint over to the organisation it is really about, under the same number.',
  seen.extend({ to_org_id: z.uuid(), reason: words }),
)
export const mergeComplaint = step(
  'merge',
  'merge',
  'Merges a duplicate into another complaint of the same organisation; the two count once.',
  seen.extend({ into_id: z.uuid() }),
)
export const noteComplaint = step(
  'note',
  'read',
  'Adds an internal note; no customer sees it.',
  z.object({ text: words }),
)

export const unmaskComplainant = endpoint({
  name: 'complaints.complaint.unmask',
  method: 'POST',
  path: '/api/complaints/complaints/:id/unmask',
  guard: 'complaints.complaint.unmask',
  summary: 'Shows who complained in full; that it was shown stays in the trail.',
  params: byId,
  returns: complainant,
})
export const attachFile = endpoint({
  name: 'complaints.complaint.attach',
  method: 'POST',
  path: '/api/complaints/complaints/:id/files',
  guard: 'complaints.complaint.handle',
  summary: 'Attaches a file to a complaint.',
  params: byId,
  carries: 'upload',
  returns: storedFile,
})
const titled = z.object({ key: z.string(), title: z.string() })
export const listOptions = endpoint({
  name: 'complaints.complaint.options',
  method: 'GET',
  path: '/api/complaints/options',
  guard: 'complaints.complaint.read',
  summary: 'The services, kinds and causes a complaint may have by the day of its service.',
  query: z.object({
    /** The day of the service; today unless told. */
    on: z.iso.date().optional(),
  }),
  returns: z.object({
    services: z.array(titled.extend({ standard: z.string() })),
    kinds: z.array(titled),
    causes: z.array(titled.extend({ parent: z.string().nullable() })),
    currency: z.string(),
    free_compensation: z.int(),
  }),
})
