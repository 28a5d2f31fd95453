import { contentOf } from '../../../src/kernel/documents/content.ts'
import { howToCheck } from '../../../src/kernel/documents/how-to-check.ts'
import type { OfficialDocument } from '../../../src/kernel/documents/layout/official-document.ts'
import { formatMoney } from '../../../src/kernel/language/contract.ts'
import { translate } from '../../../src/kernel/language/translate.ts'

type Replying = {
  company: string
  number: string
  /** The application's. */
  applied: string
  applicant: string
  name: string
  kind: string
  parent: string
  scope: string
  address: string
  head: string
  /** Fen. */
  budget: number
  registrations: { registration: string; due_on: string }[]
  date: string
  /** Where the product is reached, and the code printed on the paper. */
  base_url: string
  code: string
}

/** The reply to an application in the product's words, as a document issued keeps what it was made of. */
export function replyOf(given: Replying): OfficialDocument {
  const { company, number, applied, applicant, name, kind, parent, scope, address, head, date } = given
  const say = (key: string, params: Record<string, unknown> = {}) =>
    translate('zh-CN', `establishment.document.${key}`, params)
  const form = { layout: 'chinese', language: 'zh-CN', number } as const
  return {
    ...{ ...form, addressee: applicant, date, ...howToCheck(given.base_url, form, given.code) },
    issuer: say('issuer', { company }),
    title: say('title', { name }),
    body: [
      { kind: 'paragraph', text: say('opening', { application: applied, name }) },
      {
        kind: 'items',
        items: [
          say('standing', { name, kind: translate('zh-CN', `web.org_kind.${kind}`), parent }),
          say('scope', { scope }),
          say('premises', { address }),
          say('head', { head }),
          say('budget', { budget: formatMoney('zh-CN', given.budget, 'CNY') }),
        ],
      },
      { kind: 'paragraph', text: say('next') },
      { kind: 'items', items: given.registrations.map((one) => say('registration', one)) },
    ],
    signer: { organisation: company },
    copies_to: [say('copies')],
  }
}

/** Its lines, one after the other: laid out as the product does a document takes twenty times as long. */
export function linesOf(document: OfficialDocument): string[] {
  const content = contentOf(document)
  const { issuer, number, title, addressee, lines, signature, date, imprint, verification } = content
  const said = lines.flatMap((line) => ('text' in line ? [line.text] : []))
  return [issuer, number, title, addressee, ...said, ...signature, date, ...imprint, verification ?? '']
}
