import { joinPieces } from '../../../regulation/say.ts'
import { docxType } from '../documents/layout/docx-type.ts'
import { regulationDocument } from '../documents/layout/regulation-document.ts'
import type { Ctx } from '../http/context.ts'
import type { Language } from '../language/contract.ts'
import { companyDay } from './company.ts'
import { readRegulationPage } from './page.ts'

/** The regulation of a day as a Word document, named after itself. */
export async function exportRegulation(ctx: Ctx, input: { language?: Language; on?: string }) {
  const page = await readRegulationPage(ctx, input)
  const bytes = await regulationDocument({
    language: page.language,
    company: page.company,
    title: page.title,
    edition: page.edition,
    chapters: page.chapters.map((chapter) => ({
      ...chapter,
      sections: chapter.sections.map((section) => ({
        ...section,
        clauses: section.clauses.map((clause) => ({ ...clause, text: joinPieces(clause.pieces) })),
      })),
    })),
    parameters: page.numbers,
    made_on: await companyDay(ctx),
  })
  return { name: `${page.title} ${page.edition.effective_on}.docx`, type: docxType, bytes }
}
