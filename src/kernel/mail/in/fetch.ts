import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { alone } from '../../db/alone.ts'
import type { Kernel } from '../../http/context.ts'
import { keepMail, keepUnread, type Where } from './keep.ts'
import { findMailbox, type Mailbox, openMailbox } from './mailbox.ts'
import { parseMail, Unreadable } from './parse.ts'
import { countTry, findAgain, noteFault, noteLooked, type Standing, standingOf } from './standing.ts'

/** How often a mail is begun before it is given up: it ended the process or the connection each time. */
const mostTries = 3
/** Mails of one round; the next ones come with the next. */
const mostAtOnce = 500

export type Fetched = Record<'taken' | 'automatic' | 'not_taken' | 'twice', number>

/**
 * Reads what is new in the mailbox, once however many servers there are. A mail is taken in and its place remembered in
 * one transaction; what can't be taken in is written down with the reason, and the next ones go on. Nothing is deleted
 * from the mail server. Gives undefined without a mailbox, and while another server reads it.
 */
export async function fetchMail(kernel: Kernel): Promise<Fetched | undefined> {
  const box = findMailbox(kernel.configuration)
  if (!box) return undefined
  return alone(kernel.db, `bylaw.mail.in ${box.key}`, () => round(kernel, box))
}

async function round(kernel: Kernel, box: Mailbox): Promise<Fetched> {
  const counts: Fetched = { taken: 0, automatic: 0, not_taken: 0, twice: 0 }
  let client: ImapFlow | undefined
  try {
    client = await openMailbox(box)
    const found = client.mailbox
    if (!found) throw new Error('the mailbox is not open')
    const standing = await standingOf(kernel, box, found)
    const waiting = await listNew(kernel, client, box, standing)
    for (const { uid, again } of waiting) {
      const outcome = await takeOne(kernel, client, { box, uid, again, uid_validity: standing.uid_validity })
      if (outcome) counts[outcome] += 1
    }
    await noteLooked(kernel, box, { whole: waiting.length < mostAtOnce })
  } catch (error) {
    // The mail server's own words; its address and the reason are for whoever looks after the server.
    kernel.log.warn(error, `mailbox ${box.key}`)
    await noteFault(kernel, box, (error as Error).message.slice(0, 500))
  } finally {
    await client?.logout().catch(() => client?.close())
  }
  return counts
}

type Waiting = { uid: number; again?: string }

/** What somebody asked for once more, then what came since the last round, the oldest first. */
async function listNew(
  kernel: Kernel,
  client: ImapFlow,
  box: Mailbox,
  { uid_validity, last_uid, known_uid, since }: Standing,
): Promise<Waiting[]> {
  const again = await findAgain(kernel, box, uid_validity)
  const uids: number[] = []
  if (last_uid < known_uid) {
    const unread = await client.search({ uid: `${last_uid + 1}:${known_uid}`, seen: false }, { uid: true })
    uids.push(...(unread || []))
  }
  const first = Math.max(last_uid, known_uid) + 1
  const later = await client.search({ uid: `${first}:*`, ...(since ? { since } : {}) }, { uid: true })
  // "n:*" names the last mail even where n lies beyond it.
  uids.push(...(later || []).filter((uid) => uid >= first))
  const fresh = uids.sort((a, b) => a - b).map((uid) => ({ uid }))
  return [...again.map(({ uid, id }) => ({ uid, again: id })), ...fresh].slice(0, mostAtOnce)
}

type One = Waiting & { box: Mailbox; uid_validity: number }

async function takeOne(
  kernel: Kernel,
  client: ImapFlow,
  { box, uid, again, uid_validity }: One,
): Promise<keyof Fetched | undefined> {
  const bare = { box, uid, uid_validity, again }
  const unseen = () => unread(kernel, bare)
  if ((await countTry(kernel, box, uid)) > mostTries) return keepUnread(kernel, unseen(), 'interrupted')
  const head = await whileOpen(client, () => client.fetchOne(String(uid), asked, { uid: true }))
  // Somebody deleted it meanwhile; or the server fails on this very mail, and on no other.
  if (head === false) return again ? keepUnread(kernel, unseen(), 'gone') : undefined
  if (!head) return keepUnread(kernel, unseen(), 'unreadable')
  const where = shownBy(head, bare, kernel.clock())
  if (where.size > mostBytes(kernel)) return keepUnread(kernel, where, 'too_large')
  const raw = await whileOpen(client, () => download(client, uid, mostBytes(kernel)))
  const parsed = raw && (await parsedOf(kernel, where, raw))
  if (!parsed) return keepUnread(kernel, where, 'unreadable')
  const outcome = await keepMail(kernel, where, { parsed, raw })
  // For people who look into the mailbox; how far it was read is remembered here.
  if (outcome === 'taken')
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }).catch(() => {})
  return outcome
}

const asked = { uid: true, size: true, envelope: true, internalDate: true } as const

/** What the server says no to is this mail's fault; where the connection is gone the round ends, and the try counts. */
async function whileOpen<T>(client: ImapFlow, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (!client.usable) throw error
    return undefined
  }
}

async function parsedOf(kernel: Kernel, { uid, box }: Where, raw: Buffer) {
  try {
    return await parseMail(raw)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    kernel.log.warn(error, `mail ${uid} of ${box.key}`)
    return undefined
  }
}

type Bare = Pick<Where, 'box' | 'uid' | 'uid_validity' | 'again'>

function shownBy(head: FetchMessageObject, bare: Bare, now: Date): Where {
  const { envelope, size = 0, internalDate = now } = head
  const sender = envelope?.from?.[0]
  return {
    ...{ ...bare, size, arrived_at: new Date(internalDate) },
    internet_id: envelope?.messageId?.slice(0, 300) || placeOf(bare),
    subject: envelope?.subject ?? '',
    from: sender?.address ? { address: sender.address, name: sender.name || null } : null,
  }
}

/** A mail nothing is known of but its place. */
const unread = (kernel: Kernel, bare: Bare): Where => ({
  ...{ ...bare, size: 0, arrived_at: kernel.clock(), internet_id: placeOf(bare), subject: '', from: null },
})

const placeOf = ({ uid, uid_validity }: Bare) => `uid:${uid_validity}:${uid}`

/** In base64 an attachment takes a third more; twice the largest leaves room for words and a second one. */
const mostBytes = ({ configuration }: Kernel) => configuration.MAX_UPLOAD_MB * 2_000_000

async function download(client: ImapFlow, uid: number, most: number): Promise<Buffer> {
  const { content } = await client.download(String(uid), undefined, { uid: true })
  if (!content) throw new Error(`mail ${uid} could not be fetched`)
  const parts: Buffer[] = []
  let size = 0
  for await (const part of content) {
    parts.push(part as Buffer)
    size += (part as Buffer).length
    // The server said a smaller size than it sends.
    if (size > most + 1_000_000) throw new Error(`mail ${uid} is larger than its server said`)
  }
  return Buffer.concat(parts)
}
