import { newId } from '../db/new-id.ts'
import type { Ctx } from '../http/context.ts'
import type { Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import { framed } from './answer-above.ts'
import { findMailbox } from './in/mailbox.ts'
import type { Subject } from './in/takers.ts'
import { internetIdOf, isInternetId } from './in/thread.ts'
import { letter, oneLine } from './queue.ts'
import { mark, sealLink } from './seal.ts'

export type OutsideMail = {
  org_id: string
  /** Somebody without an account, as they gave it. */
  recipient: string
  name: string | null
  language: Language
  /** Message key without its end: `<template>_subject` and `<template>_body` are filled with `params`. */
  template: string
  params: Record<string, unknown>
  /** Path of a public page; stands below the text. */
  link: `/public/${string}`
  /** What it is about: an answer finds its way back to it. */
  about?: Subject
  /** Message-IDs of their mails about it, the earliest first: this one answers the last. */
  answers?: readonly string[]
  /** Stands in the text as `{{sealed}}`, and nowhere in the outbox that anybody could read. */
  sealed?: string
}

/** Message-IDs beyond these are left out of a thread: mail servers cut long fields. */
const longestThread = 20

/** Puts a mail to somebody outside into the outbox, in the caller's transaction: it is sent after the commit. */
export async function queueOutsideMail(ctx: Ctx, mail: OutsideMail): Promise<void> {
  const { org_id, recipient, language, template, link, about, sealed } = mail
  const answers = (mail.answers ?? []).filter(isInternetId)
  const { configuration } = ctx.app
  const params = { ...mail.params, ...(sealed === undefined ? {} : { sealed: mark }) }
  const text = translate(language, template.concat('_body'), params)
  const name = mail.name ?? translate(language, 'mail.letter.customer')
  const answerable = findMailbox(configuration)?.address != null
  const body = letter(language, { name, text, link: `${configuration.base_url}${link}`, answerable })
  const before = [...answers, ...(about ? await readSent(ctx, org_id, about) : [])]
  await ctx.tx
    .insertInto('kernel.mail')
    .values({
      ...{ org_id, id: newId(), person_id: null, template, language, recipient },
      subject: oneLine(translate(language, template.concat('_subject'), params)),
      body: answerable ? `${framed(translate(language, 'mail.letter.answer_above'))}\n\n${body}` : body,
      sealed_link: sealed === undefined ? null : sealLink(configuration.secret, sealed),
      subject_type: about?.subject_type ?? null,
      subject_id: about?.subject_id ?? null,
      answers: answers.at(-1) ?? before.at(-1) ?? null,
      thread: before.length > 0 ? before.slice(-longestThread).join(' ') : null,
      created_at: ctx.now,
    })
    .execute()
}

/** Our own mails about it, the earliest first. */
async function readSent(
  { tx }: Ctx,
  org_id: string,
  { subject_type, subject_id }: Subject,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('kernel.mail')
    .select('id')
    .where('org_id', '=', org_id)
    .where('subject_id', '=', subject_id)
    .where('subject_type', '=', subject_type)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => internetIdOf(id))
}
