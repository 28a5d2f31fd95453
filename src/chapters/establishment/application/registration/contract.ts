import { z } from 'zod'
import { byId, endpoint, seen } from '../../../../kernel/http/contract.ts'
import { fileShown } from '../papers/contract.ts'

export const registrationStates = ['running', 'due_soon', 'overdue', 'filed', 'filed_late'] as const

/** One registration with an authority, and its clock. The title is in the reader's language. */
export const registration = z.object({
  id: z.uuid(),
  version: z.int(),
  kind: z.string(),
  title: z.string(),
  asks_credit_code: z.boolean(),
  due_on: z.iso.date(),
  /** Calendar days from today, negative once overdue. Null once filed. */
  days_left: z.int().nullable(),
  state: z.enum(registrationStates),
  number: z.string().nullable(),
  credit_code: z.string().nullable(),
  /** First day accepted is the approval's, unless it may have existed before. */
  may_exist: z.boolean(),
  registered_on: z.iso.date().nullable(),
  /** Who usually issues the licence that follows from it; null where none follows. */
  authority: z.string().nullable(),
  issued_by: z.string().nullable(),
  /** Last day on which it holds; null: without an end. */
  valid_until: z.iso.date().nullable(),
  filed_at: z.iso.datetime().nullable(),
  proof: fileShown.nullable(),
  /** The issue that was opened because it became overdue. */
  issue: z.object({ id: z.uuid(), number: z.string(), state: z.string() }).nullable(),
})
export type Registration = z.infer<typeof registration>

export const fileRegistration = endpoint({
  name: 'establishment.application.register',
  method: 'POST',
  path: '/api/establishment/applications/:id/registrations/:registration_id',
  guard: 'establishment.application.register',
  summary:
    'Files a registration with its proof, number and day; the business registration brings the credit code.',
  params: byId.extend({ registration_id: z.uuid() }),
  /** `version` is the registration's. */
  body: z.object({
    version: z.coerce.number().int().min(1),
    number: z.string().trim().min(1).max(100),
    registered_on: z.iso.date(),
    credit_code: z.string().trim().max(40).optional(),
    /** Of the licence that follows from it: the usual authority and without an end unless told. */
    issued_by: z.string().trim().max(200).optional(),
    valid_until: z.iso.date().optional(),
  }),
  returns: registration,
  carries: 'upload',
})
export const completeApplication = endpoint({
  name: 'establishment.application.complete',
  method: 'POST',
  path: '/api/establishment/applications/:id/complete',
  guard: 'establishment.application.complete',
  summary: 'All registrations are filed: the organisation becomes active and its head is appointed.',
  params: byId,
  /**
   * `starts_on`: first day in office of the head and of the organisation, not before the approval was issued; today
   * unless told. Province and city are the ones the address begins with unless told.
   */
  body: seen.extend({
    starts_on: z.iso.date().optional(),
    province: z.string().trim().max(100).optional(),
    city: z.string().trim().max(100).optional(),
  }),
})
