import { type Selectable, sql } from 'kysely'
import type { Transporter } from 'nodemailer'
import type { KernelMail } from '../../../db/types.ts'
import { takeRows } from '../db/lock.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import type { NoticeKind } from '../notices/contract.ts'
import { quietNow } from '../notices/quiet.ts'
import { findWishes, wayOf } from '../notices/settings.ts'
import { findMailbox } from './in/mailbox.ts'
import { addressOfAnswer, internetIdOf } from './in/thread.ts'
import { mark, openLink } from './seal.ts'

/** Minutes until the next try, by how many have failed; after the last one the mail has failed. */
export const waits = [1, 5, 30, 120, 720] as const

/** So many mails may be in the hands of other servers; then this one's round is over. */
const servers = 8

const untrailed = 'the outbox is its own record'
type Mail = Selectable<KernelMail>
export type Sent = Record<'sent' | 'failed' | 'captured' | 'later' | 'held' | 'bundled' | 'unwanted', number>

/**
 * Sends what waits in the outbox and whose time has come, as its recipient chose: held until their quiet hours end, put
 * by for their digest, or not at all. Without a mail server it is kept as captured. A mail is sent while its row is
 * locked, so that two servers never send one; a server killed between sending and saying so sends it again under the
 * same Message-ID. Where the mail server itself doesn't answer the round ends with the mail it met first: the others
 * lose none of their tries.
 */
export async function sendWaiting(kernel: Kernel): Promise<Sent> {
  const { SMTP_URL, MAIL_FROM } = kernel.configuration
  const transport = SMTP_URL ? await openTransport(SMTP_URL) : undefined
  const counts: Sent = { ...{ sent: 0, failed: 0, captured: 0, later: 0 }, held: 0, bundled: 0, unwanted: 0 }
  try {
    for (;;) {
      const outcome = await asSystem(kernel, (ctx) => sendOne(ctx, transport, MAIL_FROM), { untrailed })
      if (!outcome) return counts
      counts[outcome === 'unanswered' ? 'later' : outcome] += 1
      if (outcome === 'unanswered') return counts
    }
  } finally {
    transport?.close()
  }
}

async function openTransport(url: string): Promise<Transporter> {
  // Read where mail is sent at all, not at every start.
  const { createTransport } = await import('nodemailer')
  return createTransport({
    ...{ url, pool: true },
    ...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 },
  })
}

/** The mail that has waited longest and no other server is sending. */
async function takeNext(ctx: Ctx): Promise<Mail | undefined> {
  const found = await ctx.tx
    .selectFrom('kernel.mail')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('next_at', '<=', ctx.now.toISOString())
    .orderBy('created_at')
    .orderBy('id')
    .limit(servers)
    .execute()
  const still = sql`state = 'waiting' and next_at <= ${ctx.now}`
  for (const mail of found) if ((await takeRows(ctx.tx, 'kernel.mail', [mail], still)).length > 0) return mail
  return undefined
}

async function sendOne(
  ctx: Ctx,
  transport: Transporter | undefined,
  from: string,
): Promise<keyof Sent | 'unanswered' | undefined> {
  const mail = await takeNext(ctx)
  if (!mail) return undefined
  const instead = await findInstead(ctx, mail)
  if (instead) return instead
  if (!transport) return settle(ctx, mail, 'captured', { state: 'captured' })
  const attempts = mail.attempts + 1
  try {
    await transport.sendMail({
      ...{ from, to: mail.recipient, subject: mail.subject, text: textOf(ctx, mail) },
      ...threadOf(ctx, mail),
      headers: { 'Content-Language': mail.language, 'Auto-Submitted': 'auto-generated' },
    })
    return await settle(ctx, mail, 'sent', {
      ...{ state: 'sent', attempts, sent_at: ctx.now, error: null, sealed_link: null },
    })
  } catch (error) {
    const { message } = error as Error
    const wait = waits[mail.attempts]
    const refused = isRefusal(error as SmtpError)
    const outcome = ofServer.has((error as SmtpError).code ?? '') ? 'unanswered' : 'later'
    const said = { attempts, error: message.slice(0, 1000) }
    if (refused || wait === undefined) return settle(ctx, mail, 'failed', { ...said, state: 'failed' })
    const next_at = new Date(ctx.now.getTime() + wait * 60_000)
    return settle(ctx, mail, outcome, { ...said, next_at })
  }
}

/** What its recipient chose instead of having it now; what is about the account itself has no such choice. */
async function findInstead(ctx: Ctx, mail: Mail): Promise<keyof Sent | undefined> {
  const { notice, person_id } = mail
  const wishes = notice && person_id && (await findWishes(ctx, { person_id }))
  if (!wishes) return undefined
  const way = wayOf(wishes, notice as NoticeKind | 'digest')
  if (way === 'none') return settle(ctx, mail, 'unwanted', { state: 'unwanted' })
  if (way === 'digest') return settle(ctx, mail, 'bundled', { state: 'bundled' })
  const next_at = await quietNow(ctx, wishes)
  return next_at && settle(ctx, mail, 'held', { next_at })
}

type SmtpError = { code?: string; command?: string; responseCode?: number }

/** What is no letter's fault and would meet each of them alike. */
const ofServer = new Set(['ECONNECTION', 'EDNS', 'ESOCKET', 'ETIMEDOUT', 'ETLS', 'EPROTOCOL', 'EAUTH'])

/** For good is only what is said of this letter: its recipient or its content. A password or a sender can be put right. */
const isRefusal = ({ code, command, responseCode = 0 }: SmtpError) =>
  responseCode >= 500 && (code === 'EMESSAGE' || (code === 'EENVELOPE' && command !== 'MAIL FROM'))

/** Where it stands in a conversation, and the address at which an answer is recognised. */
function threadOf({ app: { configuration } }: Ctx, { id, answers, thread, subject_id }: Mail) {
  const address = subject_id ? findMailbox(configuration)?.address : null
  return {
    messageId: internetIdOf(id),
    ...(answers ? { inReplyTo: answers } : {}),
    ...(thread ? { references: thread.split(' ') } : {}),
    ...(address ? { replyTo: configuration.IMAP_TAGS ? addressOfAnswer(address, id) : address } : {}),
  }
}

/** The body with its sealed link, which nobody but the recipient reads. */
function textOf({ app }: Ctx, { body, sealed_link }: Mail): string {
  if (sealed_link === null) return body
  const link = openLink(app.configuration.secret, sealed_link)
  return body.replace(mark, () => link)
}

async function settle<T extends keyof Sent | 'unanswered'>(
  { tx }: Ctx,
  { org_id, id, version }: Mail,
  outcome: T,
  set: Partial<Record<'state' | 'error' | 'sealed_link', string | null>> & {
    attempts?: number
    sent_at?: Date
    next_at?: Date
  },
): Promise<T> {
  await tx
    .updateTable('kernel.mail')
    .set({ ...set, version: version + 1 } as never)
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  return outcome
}
