import {
  documentNumber,
  type OfficialDocument,
} from '../../../../kernel/documents/layout/official-document.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { formatMoney, type Language, nameIn } from '../../../../kernel/language/contract.ts'
import { titlesOf } from '../../../../kernel/language/titles/contract.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import type { CompanySettings } from '../../../../kernel/settings/company.ts'
import type { Application } from '../life/row.ts'
import { conditions } from '../review/contract.ts'
import { findReview } from '../review/sheet.ts'

type Company = Pick<CompanySettings, 'name' | 'name_en' | 'short_name' | 'short_name_en' | 'document_style'>

const languageOf = ({ document_style }: Company): Language => (document_style === 'en' ? 'en' : 'zh-CN')

/** 衡服批〔2026〕12号 · HENGYUAN-EST 2026/12: the company's sign, the year, the number. */
export function numberText(company: Company, { year, n }: { year: number; n: number }): string {
  const sign =
    company.document_style === 'en'
      ? (company.short_name_en ?? company.short_name).toUpperCase()
      : company.short_name.slice(0, 1)
  const language = languageOf(company)
  return documentNumber(language, {
    stem: translate(language, 'establishment.document.stem', { sign }),
    year,
    n,
  })
}

/** The reply to an application: what is approved, where, with what, and what is to be done next. */
export async function layOutApproval(
  ctx: Ctx,
  input: { application: Application; company: Company; number: string; date: string },
): Promise<Omit<OfficialDocument, 'verification'>> {
  const { application, company, number, date } = input
  const language = languageOf(company)
  const say = (key: string, params: Record<string, unknown> = {}) =>
    translate(language, `establishment.document.${key}`, params)
  const named = async (id: string) => nameIn(language, await readOrganisation(ctx, id))
  const applying = await named(application.org_id)
  const name = nameIn(language, { name: application.name!, name_en: application.name_en })
  const head = await readPerson(ctx, application.proposed_head_id!)
  const { approved_budget, start_up_budget, approval_condition: condition } = application
  const budget = formatMoney(language, approved_budget ?? start_up_budget, application.currency)
  const issuer = nameIn(language, company)
  const registrations = await readStarted(ctx, application)
  return {
    layout: company.document_style === 'en' ? 'english' : 'chinese',
    issuer: say('issuer', { company: issuer }),
    number,
    title: say('title', { name }),
    addressee: applying,
    body: [
      {
        kind: 'paragraph',
        text: say(await openingOf(ctx, application), { application: application.number, name }),
      },
      {
        kind: 'items',
        items: [
          say('standing', {
            name,
            kind: translate(language, `web.org_kind.${application.kind}`),
            parent: await named(application.parent_id!),
          }),
          say('scope', { scope: application.scope }),
          say('premises', { address: application.address }),
          say('head', { head: nameIn(language, head) }),
          say('budget', { budget }),
          ...(condition === null ? [] : [say('condition', { condition })]),
        ],
      },
      ...(registrations.length > 0
        ? [
            { kind: 'paragraph' as const, text: say('next') },
            { kind: 'items' as const, items: registrations.map((one) => say('registration', one)) },
          ]
        : []),
    ],
    signer: { organisation: issuer },
    date,
    copies_to: [say('copies')],
  }
}

/** It meets the conditions where every one of them passed; otherwise the reply only says that it was decided. */
async function openingOf(ctx: Ctx, application: Application): Promise<'opening' | 'opening_decided'> {
  const passed = (await findReview(ctx, application))?.conditions_passed
  return passed === conditions.length ? 'opening' : 'opening_decided'
}

/** The registrations its approval asks for, each with its last day. */
async function readStarted({ tx }: Ctx, { org_id, id }: Application) {
  const rows = await tx
    .selectFrom('establishment.registration as r')
    .innerJoin('establishment.registration_kind as k', 'k.key', 'r.kind')
    .select(['k.title', 'k.title_tw', 'k.title_en', 'r.due_on'])
    .where('r.org_id', '=', org_id)
    .where('r.application_id', '=', id)
    .orderBy('k.position')
    .orderBy('r.kind')
    .execute()
  return rows.map(({ due_on, ...titles }) => ({ registration: titlesOf(titles), due_on }))
}

type Named = { name: string; name_en: string | null }

const readOrganisation = ({ tx }: Ctx, id: string): Promise<Named> =>
  tx
    .selectFrom('kernel.organisation')
    .select(['name', 'name_en'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

const readPerson = ({ tx }: Ctx, id: string): Promise<Named> =>
  tx.selectFrom('kernel.person').select(['name', 'name_en']).where('id', '=', id).executeTakeFirstOrThrow()
