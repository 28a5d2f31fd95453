import { sql } from 'kysely'
import { dayIn } from '../../../kernel/calendar/working-days.ts'
import { Problem, refused } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { bareSubject } from '../../../kernel/mail/in/reading/bare-subject.ts'
import type { ArrivedMail, Subject } from '../../../kernel/mail/in/takers.ts'
import { queueOutsideMail } from '../../../kernel/mail/queue-outside.ts'
import { limitPublic } from '../../../kernel/pages/limit.ts'
import { say } from '../complaint/handling/say.ts'
import { heard } from '../complaint/handling/steps.ts'
import { recordOn } from '../complaint/life/move.ts'
import { type Complaint, lockComplaint, subjectType } from '../complaint/life/row.ts'
import { receiveComplaint } from '../complaint/receive.ts'
import { unsorted } from '../terms/contract.ts'
import { findThread, type Thread } from './find-thread.ts'
import { keepFiles, keepMail } from './keep.ts'
import { tellHandler } from './tell-handler.ts'

/** A complaint's words have this many characters at most; a longer mail is also kept whole, as a file. */
const longest = 4000

/** A mail that answers goes to its complaint; any other is a complaint of its own. */
export async function takeMail(ctx: Ctx, mail: ArrivedMail): Promise<Subject> {
  const thread = await findThread(ctx, mail)
  const subject_id = thread ? await add(ctx, thread, mail) : await open(ctx, mail)
  return { subject_type: subjectType, subject_id }
}

/** Mails one address may open or add within an hour: what writes more often is no person. */
const often = { times: 20, minutes: 60 }

async function limitSender(ctx: Ctx, { from }: ArrivedMail): Promise<void> {
  const what = `complaints.mail from ${from.address.toLowerCase()}`
  await limitPublic(ctx, { what, ...often }).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'limited')
      throw refused('complaints.by_mail.too_often', often)
    throw error
  })
}

async function open(ctx: Ctx, mail: ArrivedMail): Promise<string> {
  const { from, subject, text, language, arrived_at, doubtful } = mail
  if (text === '' && mail.files.length === 0 && bareSubject(subject) === '')
    throw refused('complaints.by_mail.empty')
  await limitSender(ctx, mail)
  const { id: org_id, time_zone } = await servingOf(ctx, mail)
  const email = from.address.slice(0, 200)
  const received = await receiveComplaint(ctx, {
    ...{ org_id, channel: 'email', kind: unsorted, severity: 1, staff_id: null, claimed: null },
    ...{ service_key: null, service_on: dayIn(time_zone, arrived_at), received_at: arrived_at },
    subject: null,
    description: cut(wordsOf(mail)) || titleOf(mail),
    complainant: { name: from.name?.slice(0, 100) ?? null, phone: null, email, language },
  })
  const complaint = await lockComplaint(ctx, { id: received.id })
  const left_out = await keepFiles(ctx, complaint, withWhole(mail), { by_customer: true })
  await keepMail(ctx, complaint, mail, { message_id: null, by_customer: true, left_out })
  // Whoever wrote in somebody else's name isn't made to write to them.
  if (!doubtful)
    await queueOutsideMail(ctx, {
      ...{ org_id, recipient: email, name: from.name, language, template: 'complaints.mail.receipt' },
      params: { number: received.number, subject: titleOf(mail) },
      ...{ sealed: received.code, answers: [mail.internet_id] },
      about: { subject_type: subjectType, subject_id: received.id },
      link: `/public/complaints/track?number=${received.number}`,
    })
  return received.id
}

/**
 * Words on a complaint there is already. Invariant: they are the customer's only where they came from an address the
 * customer is known by; anybody else's are kept, marked, and move nothing.
 */
async function add(ctx: Ctx, { id, addresses, merged }: Thread, mail: ArrivedMail): Promise<string> {
  const address = mail.from.address.toLowerCase()
  await limitSender(ctx, mail)
  const complaint = await lockComplaint(ctx, { id })
  const by_customer = !mail.doubtful && addresses.has(address)
  const left_out = await keepFiles(ctx, complaint, withWhole(mail), { by_customer })
  const text = cut(mail.text) || translate(mail.language, 'complaints.door.said_files')
  const message_id = await hear(ctx, complaint, { text, by_customer, merged })
  await keepMail(ctx, complaint, mail, { message_id, by_customer, left_out })
  await tellHandler(ctx, complaint)
  return id
}

type Heard = { text: string; by_customer: boolean; merged: string | null }

async function hear(ctx: Ctx, complaint: Complaint, { text, by_customer, merged }: Heard) {
  if (!by_customer) {
    recordOn(ctx, complaint, 'add_other')
    return say(ctx, complaint, { kind: 'from_other', text, merged })
  }
  if (complaint.state === 'waiting_customer') return heard(ctx, complaint, { text, byCustomer: true })
  recordOn(ctx, complaint, 'add')
  return say(ctx, complaint, { kind: 'from_customer', text, merged })
}

/** The organisation whose code stands behind the plus of the address; headquarters, which passes it on, otherwise. */
async function servingOf({ tx }: Ctx, { tag }: ArrivedMail): Promise<{ id: string; time_zone: string }> {
  const { rows } = await sql<{ id: string; time_zone: string }>`
    select id, time_zone from kernel.organisation
    where parent_id is null or (upper(code) = upper(${tag ?? ''}) and life in ('active', 'suspended'))
    order by parent_id is null limit 1`.execute(tx)
  return rows[0]!
}

const firstOf = (text: string, most: number) => [...text.trim()].slice(0, most).join('')
const cut = (text: string) => firstOf(text, longest)

/** A subject that says more than the text stands above it. */
const wordsOf = ({ subject, text }: ArrivedMail) => {
  const bare = bareSubject(subject)
  return text.includes(bare) ? text : `${bare}\n\n${text}`.trim()
}

const titleOf = ({ subject, text, language }: ArrivedMail) =>
  firstOf(bareSubject(subject), 200) ||
  firstOf(text.split('\n')[0] ?? '', 40) ||
  translate(language, 'complaints.by_mail.untitled')

function withWhole(mail: ArrivedMail): ArrivedMail {
  if ([...mail.text].length <= longest) return mail
  return { ...mail, files: [...mail.files, { name: 'mail.txt', bytes: Buffer.from(mail.text) }] }
}
