import type { Ctx } from '../../../../kernel/http/context.ts'
import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import { languages } from '../../../../kernel/language/contract.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import { type TermSort, unsorted } from '../../terms/contract.ts'
import { readVersions, type TermRow } from '../../terms/rows.ts'
import severityWords from '../reading/severity-words.json' with { type: 'json' }

export type Named = { key: string; version: number }

/** What a text calls a term by, on the day of a service: its key or its title then, in any of the three languages. */
export type Terms = (sort: TermSort, text: string, on: string) => Named | undefined

/** Every version there is, read once. A group alone says too little of a cause. */
export async function readTermsOf(ctx: Ctx): Promise<Terms> {
  const bySort = new Map<TermSort, Map<string, TermRow[]>>()
  for (const sort of ['service', 'kind', 'cause'] as const) {
    const rows = (await readVersions(ctx, sort)).filter(({ parent }) => sort !== 'cause' || parent)
    const byWord = new Map<string, TermRow[]>()
    for (const row of rows)
      for (const word of new Set([`=${row.key}`, ...[row.title, row.title_tw, row.title_en].map(nameKey)]))
        byWord.set(word, [...(byWord.get(word) ?? []), row])
    bySort.set(sort, byWord)
  }
  return (sort, text, on) => {
    const byWord = bySort.get(sort)!
    const found = byWord.get(`=${text.toLowerCase()}`) ?? byWord.get(nameKey(text)) ?? []
    const row = found.find(({ from_on, until_on }) => from_on <= on && (until_on === null || until_on > on))
    return row && { key: row.key, version: row.version }
  }
}

/** What comes in without a word of its kind is of this one. */
export const kindOtherwise = unsorted

/** What other systems say, and what stands in our own sheets. */
const severities = new Map(
  Object.entries(severityWords).flatMap(([severity, words]) => {
    const ours = languages.map((language) => translate(language, `complaints.severity.${severity}`))
    return [...words, ...ours].map((word) => [nameKey(word), Number(severity)] as const)
  }),
)

export const readSeverity = (text: string): number | undefined => severities.get(nameKey(text))
