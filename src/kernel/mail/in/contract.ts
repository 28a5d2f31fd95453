import { z } from 'zod'
import { byId, endpoint, pageOf, paging, seen } from '../../http/contract.ts'

export const arrivalStates = ['not_taken', 'again', 'settled', 'automatic', 'taken'] as const
export type ArrivalState = (typeof arrivalStates)[number]

export const arrival = z.object({
  id: z.uuid(),
  /** As the mail says; it may be anybody. Null once it was taken in: who wrote stands there, masked. */
  sender: z.string().nullable(),
  sender_name: z.string().nullable(),
  subject: z.string(),
  /** Bytes. */
  size: z.int(),
  arrived_at: z.iso.datetime(),
  state: z.enum(arrivalStates),
  /** Why it was not taken in, or how it is known to be automatic, in the reader's language. */
  reason: z.string().nullable(),
  version: z.int(),
  can: z.array(z.enum(['again', 'settle'])),
})
export type Arrival = z.infer<typeof arrival>

export const listArrivals = endpoint({
  name: 'mail.arrival.list',
  method: 'GET',
  path: '/api/mail/arrivals',
  guard: 'mail.arrival.read',
  summary: 'Lists the mails that came in, the latest first: what was not taken in and why.',
  query: paging.extend({
    state: z.enum(arrivalStates).optional(),
    /** Part of the sender or of the subject. */
    q: z.string().trim().max(100).optional(),
  }),
  returns: pageOf(arrival),
})

export const readMailbox = endpoint({
  name: 'mail.mailbox.read',
  method: 'GET',
  path: '/api/mail/mailbox',
  guard: 'mail.arrival.read',
  summary: 'Says whether a mailbox is read, and when it was last looked into.',
  returns: z.object({
    /** Null: none is set. */
    address: z.string().nullable(),
    looked_at: z.iso.datetime().nullable(),
    /** Whether the last look failed; why stands in the server's log. */
    failing: z.boolean(),
  }),
})

export const fetchAgain = endpoint({
  name: 'mail.arrival.again',
  method: 'POST',
  path: '/api/mail/arrivals/:id/again',
  guard: 'mail.arrival.settle',
  summary: 'Has a mail that was not taken in fetched from the mail server once more.',
  params: byId,
  body: seen,
  returns: arrival,
})

export const settleArrival = endpoint({
  name: 'mail.arrival.settle',
  method: 'POST',
  path: '/api/mail/arrivals/:id/settle',
  guard: 'mail.arrival.settle',
  summary: 'Says that somebody saw to a mail that was not taken in.',
  params: byId,
  body: seen,
  returns: arrival,
})
