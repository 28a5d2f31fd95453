import type { Clause } from '../../../regulation/load.ts'
import { fill, joinPieces, sayValue } from '../../../regulation/say.ts'
import { dayIn } from '../calendar/working-days.ts'
import { Problem } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { Language } from '../language/contract.ts'
import { readCompany } from './company.ts'
import type { ReadClause, RegulationPage, SaidNumber } from './contract.ts'
import { findEdition, readSnapshot, type Snapshot } from './editions.ts'

/** The regulation as it holds on a day (today unless told), filled in and in one language. */
export async function readRegulationPage(
  ctx: Ctx,
  input: { language?: Language; on?: string },
): Promise<RegulationPage> {
  const language = input.language ?? ctx.language
  const company = await readCompany(ctx.tx)
  const on = input.on ?? dayIn(company.time_zone, ctx.now)
  const edition = await findEdition(ctx.tx, on)
  if (!edition) throw new Problem('not_found', 'regulation.page.errors.no_edition', { on })
  const snapshot = await readSnapshot(ctx.tx, edition)
  const words = makeReader(snapshot, company.name, language)
  return {
    language,
    company: company.name[language],
    title: words.sentence(snapshot.regulation.title),
    short_title: words.sentence(snapshot.regulation.short_title),
    on,
    edition,
    chapters: snapshot.regulation.chapters.map((chapter) => ({
      id: chapter.id,
      title: chapter.title[language],
      sections: chapter.sections.map((section) => ({
        id: section.id,
        title: section.title[language],
        clauses: section.clauses.map(words.clause),
      })),
    })),
    numbers: snapshot.regulation.parameters.map((one) => ({
      ...words.number(one.key),
      clauses: one.clauses,
    })),
    can: ctx.holds('regulation.parameter.set') ? ['set_numbers'] : [],
  }
}

function makeReader(
  { regulation, values }: Snapshot,
  company: Parameters<typeof fill>[1]['company'],
  language: Language,
) {
  const { parameters } = regulation
  const filling = { company, values, parameters, language }
  const sentence = (text: Clause['text']) => joinPieces(fill(text, filling))
  const number = (key: string): SaidNumber => {
    const found = parameters.find((one) => one.key === key)
    if (!found) throw new Error(`the regulation has no number ${key}`)
    return {
      parameter: key,
      label: found.label[language],
      value: sayValue(found, values[found.key], language),
    }
  }
  const clause = (read: Clause): ReadClause => ({
    id: read.id,
    pieces: fill(read.text, filling),
    supplementary: read.supplementary,
    numbers: read.parameters.map(number),
    controls: read.controls.map((control) => ({ key: control.key, measure: sentence(control.measure) })),
  })
  return { sentence, number, clause }
}
