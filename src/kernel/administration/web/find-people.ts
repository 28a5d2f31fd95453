import { useWords } from '../../language/web/words.tsx'
import { listPeople } from '../../people/contract.ts'
import { call } from '../../web/call.ts'
import type { Found } from '../../web/form/search-select.tsx'

/** Finds people at work within reach while typing; for `SearchSelect`. */
export function usePeopleSearch(): (text: string, signal: AbortSignal) => Promise<Found[]> {
  const { language } = useWords()
  const named = (one: { name: string; name_en: string | null }) =>
    language === 'en' ? one.name_en || one.name : one.name
  return async (text, signal) => {
    const { items } = await call(listPeople, { query: { q: text || undefined, limit: 20 } }, { signal })
    return items.map(({ assignments: [first], ...one }) => ({
      value: one.id,
      word: named(one),
      hint: [first?.post, first && named(first.organisation)].filter(Boolean).join(' · '),
    }))
  }
}
