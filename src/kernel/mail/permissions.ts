import type { PermissionTable } from '../access/roles.ts'

/** Mails hold what is meant for their recipients alone: only administrators look after the outbox. */
export const permissions: PermissionTable = {
  'mail.mail.read': ['admin'],
  'mail.mail.send_again': ['admin'],
  // The mailbox is headquarters': its desks see to what was not taken in.
  'mail.arrival.read': ['hq_ops', 'hq_quality'],
  'mail.arrival.settle': ['hq_ops', 'hq_quality'],
}
