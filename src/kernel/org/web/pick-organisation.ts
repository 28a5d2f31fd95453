import { useWords } from '../../language/web/words.tsx'
import { call } from '../../web/call.ts'
import type { Found } from '../../web/form/search-select.tsx'
import type { Choice } from '../../web/list/filter.ts'
import { useCall } from '../../web/use-call.ts'
import { listOrganisations, type NamedOrganisation } from '../contract.ts'

type Named = Pick<NamedOrganisation, 'name' | 'name_en'>

/** The name as this reader's language writes it. */
export function useOrganisationName(): (organisation: Named) => string {
  const { language } = useWords()
  return ({ name, name_en }) => (language === 'en' ? name_en || name : name)
}

/** The regions within reach, for a filter; none for whoever reaches fewer than two of them. */
export function useRegions(): Choice[] {
  const named = useOrganisationName()
  const { data } = useCall(
    listOrganisations,
    { query: { kind: 'region', limit: 200 } },
    { fresh: 5 * 60_000 },
  )
  const regions = data?.items ?? []
  return regions.length < 2 ? [] : regions.map((one) => ({ value: one.id, word: named(one) }))
}

/** Finds organisations while typing, within reach or under one of them (itself included). Closed ones are left out. */
export function useOrganisationSearch(
  under?: string,
): (text: string, signal: AbortSignal) => Promise<Found[]> {
  const named = useOrganisationName()
  return async (text, signal) => {
    const life = ['proposed', 'preparing', 'active', 'suspended'] as const
    const query = { q: text || undefined, under, life: [...life], limit: 20 }
    const { items } = await call(listOrganisations, { query }, { signal })
    return items.map((one) => ({ value: one.id, word: named(one), hint: one.code }))
  }
}
