import { z } from 'zod'
import { byId, endpoint, pageOf, paging, seen } from '../http/contract.ts'
import { namedOrganisation } from '../org/contract.ts'

export const mailStates = ['waiting', 'sent', 'failed', 'captured', 'bundled', 'unwanted'] as const
export type MailState = (typeof mailStates)[number]

export const mail = z.object({
  id: z.uuid(),
  organisation: namedOrganisation,
  /** Somebody outside is masked, and subject and body of what they were written are a sentence that says so. */
  recipient: z.string(),
  person_name: z.string().nullable(),
  subject: z.string(),
  body: z.string(),
  language: z.string(),
  state: z.enum(mailStates),
  attempts: z.int(),
  /** What the mail server said last. */
  error: z.string().nullable(),
  created_at: z.string(),
  sent_at: z.string().nullable(),
  /** While it waits: when it is tried; later than now during its recipient's quiet hours. */
  next_at: z.string().nullable(),
  version: z.int(),
  can: z.array(z.enum(['send_again'])),
})
export type Mail = z.infer<typeof mail>

export const listMail = endpoint({
  name: 'mail.mail.list',
  method: 'GET',
  path: '/api/mail',
  guard: 'mail.mail.read',
  summary: 'Lists the outbox, the latest first: what was sent, what waits, what failed and why.',
  query: paging.extend({
    state: z.enum(mailStates).optional(),
    /** Part of the recipient or of the subject; of somebody outside the whole address. */
    q: z.string().trim().max(100).optional(),
  }),
  returns: pageOf(mail),
})

export const sendMailAgain = endpoint({
  name: 'mail.mail.send_again',
  method: 'POST',
  path: '/api/mail/:id/send-again',
  guard: 'mail.mail.send_again',
  summary: 'Puts a mail that failed or was captured back among those that wait.',
  params: byId,
  body: seen,
  returns: mail,
})
