import { randomUUIDv7 } from 'node:crypto'
import type { Ctx } from '../http/context.ts'
import type { Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import { letter, oneLine } from './queue.ts'

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
}

/** Puts a mail to somebody outside into the outbox, in the caller's transaction: it is sent after the commit. */
export async function queueOutsideMail(ctx: Ctx, mail: OutsideMail): Promise<void> {
  const { org_id, recipient, language, template, params, link } = mail
  const text = translate(language, template.concat('_body'), params)
  const name = mail.name ?? translate(language, 'mail.letter.customer')
  await ctx.tx
    .insertInto('kernel.mail')
    .values({
      ...{ org_id, id: randomUUIDv7(), person_id: null, template, language, recipient },
      subject: oneLine(translate(language, template.concat('_subject'), params)),
      body: letter(language, { name, text, link: `${ctx.app.configuration.base_url}${link}` }),
      created_at: ctx.now,
    })
    .execute()
}
