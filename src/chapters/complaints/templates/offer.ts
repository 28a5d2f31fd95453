import { namesOf } from '../../../kernel/approvals/request/names.ts'
import { dayIn } from '../../../kernel/calendar/working-days.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { type Language, makeFormats, nameIn } from '../../../kernel/language/contract.ts'
import { getOrganisation } from '../../../kernel/org/organisation.ts'
import { languageOfCustomer } from '../complaint/handling/say.ts'
import { checkAction } from '../complaint/life/move.ts'
import { type Complaint, getComplaint } from '../complaint/life/row.ts'
import { subjectToCustomer } from '../complaint/unworded.ts'
import { readTitles } from '../terms/rows.ts'
import type { TemplateKind } from './contract.ts'
import { inTraditional, type TemplateRow } from './list.ts'
import { type Filling, fill } from './placeholders.ts'

/**
 * The templates in force for a step, as the letter around them is written: in the customer's language. Their titles are
 * for the handler. Refuses whoever may not take the step now: an answer nobody may send is none to begin.
 */
export async function offerTemplates(ctx: Ctx, { id, kind }: { id: string; kind: TemplateKind }) {
  const complaint = await getComplaint(ctx, id)
  await checkAction(ctx, complaint, kind)
  const rows = await ctx.tx
    .selectFrom('complaints.template')
    .selectAll()
    .where('kind', '=', kind)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()
  const language = await languageOfCustomer(ctx, complaint)
  const filling = await fillingOf(ctx, complaint, language)
  return {
    items: rows.map((row) => ({
      ...{ id: row.id, title: inLanguage(ctx.language, row).title },
      text: fill(inLanguage(language, row).text, filling),
    })),
  }
}

function inLanguage(language: Language, row: TemplateRow): { title: string; text: string } {
  if (language === 'zh-TW') return inTraditional(row)
  return language === 'en' ? { title: row.title_en, text: row.text_en } : row
}

async function fillingOf(ctx: Ctx, complaint: Complaint, language: Language): Promise<Filling> {
  const { org_id, number, service_key, service_version, handler_id, received_at } = complaint
  const organisation = await getOrganisation(ctx, org_id)
  const title = await readTitles({ tx: ctx.tx, language })
  const handler = handler_id ? (await namesOf(ctx, [handler_id]))(handler_id) : null
  return {
    number,
    subject: await subjectToCustomer(ctx, language, complaint),
    service: (service_key && title('service', service_key, service_version)) ?? '',
    received_on: makeFormats(language).date(dayIn(organisation.time_zone, new Date(received_at))),
    organisation: nameIn(language, organisation),
    handler: handler ? nameIn(language, handler) : '',
  }
}
