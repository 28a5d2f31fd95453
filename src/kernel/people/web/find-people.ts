import { type Language, nameIn } from '../../language/contract.ts'
import { call } from '../../web/call.ts'
import type { Found } from '../../web/form/search-select.tsx'
import { type ListedPerson, listCandidates, listPeople } from '../contract.ts'

type Search = (text: string, signal: AbortSignal) => Promise<Found[]>

export function findPeople(language: Language): Search {
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
export function findCandidates(language: Language, org_id: string, permission: string): Search {
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

function postOf(language: Language, { assignments }: ListedPerson): string | undefined {
  const [first] = assignments
  return first && `${nameIn(language, first.organisation)} · ${first.post}`
}
