import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { ownerOf } from '../../db/lock.ts'
import { newId } from '../../db/new-id.ts'
import { attempt } from '../../http/attempt.ts'
import type { Ctx, Kernel } from '../../http/context.ts'
import { asSystem } from '../../http/open-context.ts'
import { oneLine } from '../queue.ts'
import { whyAutomatic } from './automatic.ts'
import type { Mailbox } from './mailbox.ts'
import type { ParsedMail } from './parsed.ts'
import { guessLanguage } from './reading/guess-language.ts'
import { withoutQuoted } from './reading/quoted.ts'
import { type ArrivedMail, offerMail, type Subject } from './takers.ts'
import { findAnswered, findTag } from './thread.ts'

/** A mail on its server, as its envelope shows it. */
export type Where = {
  box: Mailbox
  uid: number
  uid_validity: number
  /** The arrival that is fetched once more. */
  again?: string | undefined
  size: number
  arrived_at: Date
  internet_id: string
  subject: string
  from: { address: string; name: string | null } | null
}

/** A mail to more addresses than this went to everybody: it is no complaint to us. */
const mostRecipients = 50

const anAddress = z.email().max(200)

const untrailed = 'an arrival is its own record'

type Unread = 'too_large' | 'unreadable' | 'interrupted' | 'gone'
type Outcome =
  | { state: 'taken'; subject: Subject }
  | { state: 'automatic' | 'not_taken'; reason: string; params?: Record<string, unknown> }

/** Writes down a mail of which no more than the envelope was read. */
export function keepUnread(kernel: Kernel, where: Where, why: Unread): Promise<'not_taken' | 'twice'> {
  const limit = kernel.configuration.MAX_UPLOAD_MB * 2
  return keepNotTaken(kernel, where, { reason: `mail.arrivals.reason.${why}`, params: { limit } })
}

const keepNotTaken = (
  kernel: Kernel,
  where: Where,
  why: { reason: string; params?: Record<string, unknown> },
) =>
  asSystem(
    kernel,
    async (ctx) => {
      const id = await begin(ctx, where)
      if (id) await end(ctx, id, { state: 'not_taken', ...why })
      await goOn(ctx, where)
      return id ? ('not_taken' as const) : ('twice' as const)
    },
    { untrailed },
  )

/**
 * Takes a mail in and remembers that it was read, in one transaction. What breaks on the way is a fault of ours: it is
 * logged, the mail is written down as not taken in, and the next ones go on. Throws where not even that can be written.
 */
export async function keepMail(
  kernel: Kernel,
  where: Where,
  { parsed, raw }: { parsed: ParsedMail; raw: Buffer },
): Promise<'taken' | 'automatic' | 'not_taken' | 'twice'> {
  const { from, subject, message_id } = parsed
  const internet_id = message_id?.slice(0, 300) ?? `sha256:${createHash('sha256').update(raw).digest('hex')}`
  const seen: Where = { ...where, from, subject, internet_id }
  // A second time, where two changes waited for each other.
  for (let times = 1; times <= 2; times++)
    try {
      return await asSystem(kernel, (ctx) => takeIn(ctx, seen, parsed), { untrailed })
    } catch (error) {
      kernel.log.error(error, `mail ${where.uid} of ${where.box.key}`)
    }
  return keepNotTaken(kernel, seen, { reason: 'mail.arrivals.reason.fault' })
}

async function takeIn(ctx: Ctx, where: Where, parsed: ParsedMail) {
  const id = await begin(ctx, where)
  const outcome = id && (await decide(ctx, where, parsed))
  if (id && outcome) await end(ctx, id, outcome)
  await goOn(ctx, where)
  return outcome ? outcome.state : 'twice'
}

async function decide(ctx: Ctx, where: Where, parsed: ParsedMail): Promise<Outcome> {
  const { box, internet_id, arrived_at } = where
  const { from, recipients } = parsed
  const automatic = whyAutomatic(parsed, ownAddresses(ctx, box))
  if (automatic) return { state: 'automatic', reason: automatic }
  const not = (why: string, params = {}): Outcome => ({
    ...{ state: 'not_taken', reason: `mail.arrivals.reason.${why}`, params },
  })
  if (!from || !anAddress.safeParse(from.address).success) return not('no_sender')
  if (recipients > mostRecipients) return not('many_recipients', { recipients })
  const tag = findTag(parsed.to, box.address)
  const mail: ArrivedMail = {
    ...{ internet_id, tag, arrived_at: trusted(ctx, arrived_at) },
    from: { address: from.address, name: from.name && plain(from.name) },
    ...{ subject: plain(parsed.subject), text: withoutQuoted(parsed.text.replaceAll('\0', '')) },
    language: guessLanguage(`${parsed.subject}\n${parsed.text}`, parsed),
    files: parsed.files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) })),
    more_files: parsed.more_files,
    answers: await findAnswered(ctx, { references: parsed.references, tag }),
    doubtful: parsed.signs.disowned,
  }
  const offered = await attempt(ctx, (inner) => offerMail(inner, mail))
  if (!offered.ok)
    return { state: 'not_taken', reason: offered.problem.code, params: { ...offered.problem.params } }
  return offered.answer ? { state: 'taken', subject: offered.answer } : not('nobody')
}

/** What the mail server said of the time, as far as it can be: clocks count from it. */
function trusted({ now }: Ctx, arrived_at: Date): Date {
  const week = 7 * 24 * 3_600_000
  const age = now.getTime() - arrived_at.getTime()
  return age >= 0 && age < week ? arrived_at : now
}

function ownAddresses({ app }: Ctx, { address, user }: Mailbox): string[] {
  const from = /<([^<>]+)>\s*$/.exec(app.configuration.MAIL_FROM)?.[1] ?? app.configuration.MAIL_FROM
  return [address, user.includes('@') ? user : null, from.trim()].flatMap((one) => one?.toLowerCase() ?? [])
}

/** The row of this arrival, locked; nothing when the same mail came before. */
async function begin(ctx: Ctx, where: Where): Promise<string | undefined> {
  const { box, uid, uid_validity, again, size, arrived_at, internet_id, from } = where
  if (again) {
    const row = await ctx.tx
      .selectFrom('kernel.mail_arrival')
      .select('id')
      .where('org_id', '=', await ownerOf(ctx.tx, 'kernel.mail_arrival', again))
      .where('id', '=', again)
      .where('state', '=', 'again')
      .forUpdate()
      .executeTakeFirst()
    return row?.id
  }
  const id = newId()
  const { rows } = await sql<{ id: string }>`
    insert into kernel.mail_arrival
      (org_id, id, message_id, mailbox, uid_validity, uid, size, sender, sender_name, subject, arrived_at, state, reason)
    select o.id, ${id}, ${plain(internet_id)}, ${box.key}, ${uid_validity}, ${uid}, ${size},
      ${from && plain(from.address)}, ${from?.name ? plain(from.name) : null}, ${plain(where.subject)}, ${arrived_at},
      'not_taken', 'mail.arrivals.reason.fault'
    from kernel.organisation o where o.parent_id is null
    on conflict (org_id, message_id) do nothing
    returning id`.execute(ctx.tx)
  return rows[0]?.id
}

const plain = (text: string) => oneLine(text.replace(/[\p{Cc}\p{Cs}]/gu, ' '))

/** Of a mail that was taken in, whoever took it keeps who wrote it, masked and for its own time. */
async function end({ tx }: Ctx, id: string, outcome: Outcome): Promise<void> {
  const taken = outcome.state === 'taken'
  const { subject_type, subject_id } = taken ? outcome.subject : { subject_type: null, subject_id: null }
  await sql`
    update kernel.mail_arrival set state = ${outcome.state}, version = version + 1,
      reason = ${taken ? null : outcome.reason}, params = ${JSON.stringify(taken ? {} : (outcome.params ?? {}))},
      subject_type = ${subject_type}, subject_id = ${subject_id},
      sender = case when ${taken} then null else sender end,
      sender_name = case when ${taken} then null else sender_name end
    where id = ${id}`.execute(tx)
}

async function goOn({ tx }: Ctx, { box, uid }: Where): Promise<void> {
  await sql`
    update kernel.mailbox set last_uid = greatest(last_uid, ${uid}), trying_uid = null, tries = 0
    where address = ${box.key}`.execute(tx)
}
