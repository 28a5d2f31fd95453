import { useWords } from '../../../language/web/words.tsx'
import { listPeople } from '../../../people/contract.ts'
import { call } from '../../../web/call.ts'
import { type Found, SearchSelect } from '../../../web/form/search-select.tsx'
import { usePersonName } from '../../../web/pieces/person-tag.tsx'

type Props = {
  id?: string
  value: string | null
  /** Their name, where they were chosen before. */
  chosen?: string | undefined
  onChange: (id: string | null) => void
}

/** A person, found by typing. */
export function PersonSelect({ chosen, ...rest }: Props) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const search = async (text: string, signal: AbortSignal): Promise<Found[]> => {
    const { items } = await call(listPeople, { query: { q: text || undefined, limit: 20 } }, { signal })
    return items.map((person) => ({
      value: person.id,
      word: nameOf(person),
      hint: person.assignments[0]?.organisation.name,
    }))
  }
  return (
    <SearchSelect
      {...rest}
      name="people.person"
      search={search}
      chosen={chosen}
      placeholder={t('approvals.edit.person')}
    />
  )
}
