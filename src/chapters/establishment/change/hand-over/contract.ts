import { z } from 'zod'
import { byId, endpoint, seen } from '../../../../kernel/http/contract.ts'
import { namedOrganisation } from '../../../../kernel/org/contract.ts'

const at = z.iso.datetime()
const person = z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })

export const handOverActions = [
  'edit',
  'draw_up',
  'confirm',
  'witness',
  'request_audit',
  'receive_audit',
] as const
export type HandOverAction = (typeof handOverActions)[number]

const remark = z.string().trim().max(1000).nullable()

export const handOverItem = z.object({
  id: z.uuid(),
  /** In the reader's language: "12 open tasks". What was written by hand, as it was written. */
  title: z.string(),
  /** Where they are; null for what was written by hand. */
  link: z.string().nullable(),
  receiver: person.nullable(),
  remark: z.string().nullable(),
})
export type HandOverItem = z.infer<typeof handOverItem>

/** What internal audit was asked for. */
export const exitAudit = z.object({
  person,
  scope: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  requested_by: person,
  requested_at: at,
  received_by: person.nullable(),
  received_at: at.nullable(),
})
export type ExitAudit = z.infer<typeof exitAudit>

export const handOverPage = z.object({
  org: namedOrganisation,
  number: z.string().nullable(),
  /** Still waited for: nothing of it can change afterwards. */
  open: z.boolean(),
  effective_on: z.iso.date(),
  outgoing: person,
  incoming: person,
  items: z.array(handOverItem),
  drawn_up_at: at,
  outgoing_at: at.nullable(),
  incoming_at: at.nullable(),
  witness: person.nullable(),
  witnessed_at: at.nullable(),
  audit: exitAudit.nullable(),
  /** First day on which the outgoing head held the post: where the audited period begins unless told. */
  since: z.iso.date(),
  today: z.iso.date(),
  version: z.int(),
  can: z.array(z.enum(handOverActions)),
})
export type HandOverPage = z.infer<typeof handOverPage>

/** A line that was counted is named by its id; one without is new, in one's own words. */
export const savedItem = z.object({
  id: z.uuid().optional(),
  title: z.string().trim().min(1).max(300).optional(),
  receiver_id: z.uuid(),
  remark: remark.optional(),
})
export type SavedItem = z.infer<typeof savedItem>

const path = '/api/establishment/changes/:id/hand-over' as const

export const readHandOver = endpoint({
  name: 'establishment.hand_over.read',
  method: 'GET',
  path,
  guard: 'signed_in',
  summary:
    'The hand-over list of a change of head, for who hands over, who takes over and who reads the filing.',
  params: byId,
  returns: handOverPage,
})
export const editHandOver = endpoint({
  name: 'establishment.hand_over.edit',
  method: 'PUT',
  path,
  guard: 'signed_in',
  summary: 'Says who receives each line and adds lines; confirmations given before are taken back.',
  params: byId,
  body: seen.extend({ items: z.array(savedItem).min(1).max(200) }),
  returns: handOverPage,
})
export const drawUpHandOver = endpoint({
  name: 'establishment.hand_over.draw_up',
  method: 'POST',
  path: '/api/establishment/changes/:id/hand-over/draw-up',
  guard: 'signed_in',
  summary: 'Counts anew what is open; receivers and lines of one’s own stay, confirmations are taken back.',
  params: byId,
  body: seen,
  returns: handOverPage,
})
export const confirmHandOver = endpoint({
  name: 'establishment.hand_over.confirm',
  method: 'POST',
  path: '/api/establishment/changes/:id/hand-over/confirm',
  guard: 'signed_in',
  summary: 'The outgoing or the incoming head confirms the list as it stands.',
  params: byId,
  body: seen,
  returns: handOverPage,
})
export const witnessHandOver = endpoint({
  name: 'establishment.hand_over.witness',
  method: 'POST',
  path: '/api/establishment/changes/:id/hand-over/witness',
  guard: 'establishment.hand_over.witness',
  summary: 'Headquarters witnesses the hand-over, after both have confirmed.',
  params: byId,
  body: seen,
  returns: handOverPage,
})
export const auditAsked = z.object({
  scope: z.string().trim().min(1).max(2000),
  from: z.iso.date(),
  to: z.iso.date(),
})
export const requestExitAudit = endpoint({
  name: 'establishment.exit_audit.request',
  method: 'POST',
  path: '/api/establishment/changes/:id/exit-audit',
  guard: 'establishment.exit_audit.request',
  summary: 'Asks internal audit at headquarters to audit the outgoing head: scope and period.',
  params: byId,
  body: auditAsked,
  returns: handOverPage,
})
export const receiveExitAudit = endpoint({
  name: 'establishment.exit_audit.receive',
  method: 'POST',
  path: '/api/establishment/changes/:id/exit-audit/receive',
  guard: 'establishment.exit_audit.receive',
  summary: 'Internal audit takes the request on.',
  params: byId,
  returns: handOverPage,
})
