import { nameIn } from '../../../language/contract.ts'
import { useWords } from '../../../language/web/words.tsx'
import { call } from '../../../web/call.ts'
import { type Found, SearchSelect } from '../../../web/form/search-select.tsx'
import { usePersonName } from '../../../web/pieces/person-tag.tsx'
import { listFlowPersons } from '../../flow/contract.ts'

type Props = {
  id?: string
  value: string | null
  /** Their name, where they were chosen before. */
  chosen?: string | undefined
  onChange: (id: string | null) => void
}

/** A person who may decide, found by typing. */
export function PersonSelect({ chosen, ...rest }: Props) {
  const { t, language } = useWords()
  const nameOf = usePersonName()
  const search = async (text: string, signal: AbortSignal): Promise<Found[]> => {
    const { items } = await call(listFlowPersons, { query: { q: text || undefined } }, { signal })
    return items.map((person) => ({
      value: person.id,
      word: nameOf(person),
      hint: nameIn(language, { name: person.organisation, name_en: person.organisation_en }),
    }))
  }
  return (
    <SearchSelect
      {...rest}
      name="approvals.flow.persons"
      search={search}
      chosen={chosen}
      placeholder={t('approvals.edit.person')}
    />
  )
}
