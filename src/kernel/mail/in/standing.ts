import type { MailboxObject } from 'imapflow'
import { sql } from 'kysely'
import type { Kernel } from '../../http/context.ts'
import { asSystem } from '../../http/open-context.ts'
import type { Mailbox } from './mailbox.ts'

const untrailed = 'how far a mailbox was read'

export type Standing = { uid_validity: number; last_uid: number; known_uid: number; since: Date | null }

/**
 * How far the mailbox was read. At the first look everything in it is known and only the unread is taken; where the
 * server numbered its mails anew (RFC 3501, UIDVALIDITY), those since the last look are looked at again, and their
 * Message-ID says which were taken.
 */
export async function standingOf(
  kernel: Kernel,
  { key }: Mailbox,
  { uidValidity, uidNext }: Pick<MailboxObject, 'uidValidity' | 'uidNext'>,
): Promise<Standing> {
  const uid_validity = Number(uidValidity)
  const known = uidNext - 1
  return asSystem(
    kernel,
    async ({ tx, now }) => {
      const { rows } = await sql<Standing & { since: string | null }>`
        insert into kernel.mailbox as box (address, uid_validity, last_uid, known_uid, looked_at)
        values (${key}, ${uid_validity}, 0, ${known}, ${now})
        on conflict (address) do update set
          uid_validity = excluded.uid_validity,
          last_uid = case when box.uid_validity = excluded.uid_validity then box.last_uid else 0 end,
          known_uid = case box.uid_validity when excluded.uid_validity then box.known_uid
            when 0 then excluded.known_uid else 0 end,
          since = case box.uid_validity when excluded.uid_validity then box.since
            when 0 then null else box.looked_at - interval '2 days' end
        returning uid_validity, last_uid, known_uid, since`.execute(tx)
      const row = rows[0]!
      return { ...row, since: row.since === null ? null : new Date(row.since) }
    },
    { untrailed },
  )
}

/** Counts how often this mail was begun without coming to an end. */
export function countTry(kernel: Kernel, { key }: Mailbox, uid: number): Promise<number> {
  return asSystem(
    kernel,
    async ({ tx }) => {
      const { rows } = await sql<{ tries: number }>`
        update kernel.mailbox set tries = case when trying_uid = ${uid} then tries + 1 else 1 end, trying_uid = ${uid}
        where address = ${key} returning tries`.execute(tx)
      return rows[0]!.tries
    },
    { untrailed },
  )
}

/** Those that somebody asked to have fetched once more. */
export function findAgain(
  kernel: Kernel,
  { key }: Mailbox,
  uid_validity: number,
): Promise<{ id: string; uid: number }[]> {
  return asSystem(
    kernel,
    async ({ tx }) => {
      return tx
        .selectFrom('kernel.mail_arrival')
        .select(['id', 'uid'])
        .where('state', '=', 'again')
        .where('mailbox', '=', key)
        .where('uid_validity', '=', uid_validity)
        .orderBy('uid')
        .limit(100)
        .execute()
    },
    { readOnly: true },
  )
}

/** A round has gone through what lay there: of what was known at the first look nothing is left to take. */
export function noteLooked(kernel: Kernel, { key }: Mailbox, { whole }: { whole: boolean }): Promise<void> {
  return asSystem(
    kernel,
    async ({ tx, now }) => {
      await sql`
        update kernel.mailbox set error = null, looked_at = ${now},
          last_uid = case when ${whole} then greatest(last_uid, known_uid) else last_uid end
        where address = ${key}`.execute(tx)
    },
    { untrailed },
  )
}

/** Why the mailbox could not be looked into, in the mail server's words. */
export function noteFault(kernel: Kernel, { key }: Mailbox, error: string): Promise<void> {
  return asSystem(
    kernel,
    async ({ tx, now }) => {
      await sql`
        insert into kernel.mailbox as box (address, uid_validity, last_uid, known_uid, looked_at, error)
        values (${key}, 0, 0, 0, ${now}, ${error})
        on conflict (address) do update set error = excluded.error`.execute(tx)
    },
    { untrailed },
  )
}
