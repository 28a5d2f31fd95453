import { call } from '../../web/call.ts'
import type { Found } from '../../web/form/search-select.tsx'
import { type ListedPerson, listCandidates, listPeople } from '../contract.ts'

type Named = { id: string; name: string; name_en?: string | null }
type Search = (text: string, signal: AbortSignal) => Promise<Found[]>

/** The name as the reader's language writes it. */
export const nameIn = (language: string, { name, name_en }: Pick<Named, 'name' | 'name_en'>) =>
  language === 'en' ? name_en || name : name

export function findPeople(language: string): Search {
  return async (text, signal) => {
    const { items } = await call(
      listPeople,
      { query: { ...(text ? { q: text } : {}), limit: 20 } },
      { signal },
    )
    return items.map((one) => ({
      value: one.id,
      word: nameIn(language, one),
      hint: postOf(language, one),
    }))
  }
}

/** Who may be given something at an organisation. */
export function findCandidates(language: string, org_id: string, permission: string): Search {
  return async (text, signal) => {
    const query = { org_id, permission, ...(text ? { q: text } : {}) }
    const { items } = await call(listCandidates, { query }, { signal })
    return items.map((one) => ({
      value: one.id,
      word: nameIn(language, one),
      hint: nameIn(language, one.organisation),
    }))
  }
}

function postOf(language: string, { assignments }: ListedPerson): string | undefined {
  const [first] = assignments
  return first && `${nameIn(language, first.organisation)} · ${first.post}`
}
