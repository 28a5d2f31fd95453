import type { PermissionTable } from '../access/roles.ts'

/** Mails hold what is meant for their recipients alone: only administrators look after the outbox. */
export const permissions: PermissionTable = {
  'mail.mail.read': ['admin'],
  'mail.mail.send_again': ['admin'],
}
