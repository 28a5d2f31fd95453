import { newId } from '../db/new-id.ts'
import type { Ctx } from '../http/context.ts'
import { type Language, languages, nameIn } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import type { NoticeKind } from '../notices/contract.ts'
import { titlesFor } from '../search/titles.ts'
import { mark, sealLink } from './seal.ts'

type Params = Record<string, unknown>

export type NewMail = {
  org_id: string
  person_id: string
  /** Message key without its end: `<template>_subject` and `<template>_body` are filled with `params`. */
  template: string
  params: Params | ((language: Language) => Params)
  /** Path of the page it is about; stands below the text. */
  link?: string
  /**
   * What kind of notice it is: its recipient chose whether and when to hear of those, which is looked at when it is to
   * be sent. Left out: it is about the account itself and goes out at once.
   */
  notice?: NoticeKind | 'digest'
  /** The link opens an account: it is sealed until the mail is sent, and shown to nobody else. */
  secret?: boolean
}

/**
 * Puts a mail to a person into the outbox, in the person's language, in the caller's transaction: it is sent after the
 * commit. Nobody without an account in use gets any.
 */
export async function queueMail(
  ctx: Ctx,
  { org_id, person_id, template, link, notice, secret = false, ...mail }: NewMail,
): Promise<void> {
  const account = await ctx.tx
    .selectFrom('kernel.account as a')
    .innerJoin('kernel.person as p', 'p.id', 'a.person_id')
    .select(['a.email', 'a.language', 'p.name', 'p.name_en'])
    .where('a.person_id', '=', person_id)
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!account) return
  const language: Language = languages.find((one) => one === account.language) ?? 'zh-CN'
  const params = await inTheirWords(ctx, { org_id, language }, mail.params)
  const address = link && `${ctx.app.configuration.base_url}${link}`
  const text = translate(language, template.concat('_body'), params)
  await ctx.tx
    .insertInto('kernel.mail')
    .values({
      ...{ org_id, id: newId(), person_id, template, language, recipient: account.email },
      ...{ notice: notice ?? null, link: secret ? null : (link ?? null) },
      subject: oneLine(translate(language, template.concat('_subject'), params)),
      body: letter(language, {
        name: nameIn(language, account),
        text,
        link: secret ? mark : address,
      }),
      sealed_link: secret && address ? sealLink(ctx.app.configuration.secret, address) : null,
      created_at: ctx.now,
    })
    .execute()
}

/** Names among the parameters, as the recipient's language writes them. */
async function inTheirWords(
  { tx }: Ctx,
  { org_id, language }: { org_id: string; language: Language },
  given: NewMail['params'],
): Promise<Params> {
  const params = typeof given === 'function' ? given(language) : given
  const named = Object.entries(params).flatMap(([name, title]) =>
    typeof title === 'string' ? [{ name, org_id, title }] : [],
  )
  const titleOf = await titlesFor({ tx, language }, named)
  return { ...params, ...Object.fromEntries(named.map((one) => [one.name, titleOf(one)])) }
}

/** A subject is one line, whatever stands in a name. */
export const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 300)

type Letter = {
  name: string
  text: string
  link: string | undefined
  /** Answers are read. */
  answerable?: boolean
}

export function letter(language: Language, { name, text, link, answerable = false }: Letter): string {
  return [
    translate(language, 'mail.letter.greeting', { name }),
    text,
    ...(link ? [translate(language, 'mail.letter.link', { link })] : []),
    translate(language, answerable ? 'mail.letter.footer_answer' : 'mail.letter.footer'),
  ].join('\n\n')
}
