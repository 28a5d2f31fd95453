import { nameIn } from '../../language/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import type { Filter } from '../../web/list/filter.ts'
import { SearchFilter } from '../../web/list/search-filter.tsx'
import { useCall } from '../../web/use-call.ts'
import { readPerson } from '../contract.ts'
import { findPeople } from './find-people.ts'

/** A list's filter by person, found while typing among those within reach. */
export const personFilter = (key: string, title: string): Filter => ({
  key,
  title,
  kind: 'own',
  render: (value, set) => <PersonFilter title={title} value={[value].flat()[0]} set={(next) => set(next)} />,
})

type Props = { title: string; value: string | undefined; set: (value: string | undefined) => void }

function PersonFilter({ value, ...rest }: Props) {
  const { language } = useWords()
  const { data } = useCall(
    readPerson,
    { params: { id: value ?? '' } },
    { enabled: value !== undefined, fresh: 60_000 },
  )
  const chosen = data && nameIn(language, data)
  const search = findPeople(language)
  return <SearchFilter {...rest} {...{ value, search, chosen }} name="people.in_reach" />
}
