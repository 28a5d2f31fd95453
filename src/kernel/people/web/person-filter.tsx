import { useId } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { call } from '../../web/call.ts'
import { type Found, SearchSelect } from '../../web/form/search-select.tsx'
import type { Filter } from '../../web/list/filter.ts'
import { useCall } from '../../web/use-call.ts'
import { listPeople, readPerson } from '../contract.ts'
import './person-filter.css'

/** A list's filter by person, found while typing among those within reach. */
export const personFilter = (key: string, title: string): Filter => ({
  key,
  title,
  kind: 'own',
  render: (value, set) => <PersonFilter title={title} value={[value].flat()[0]} set={(next) => set(next)} />,
})

type Props = { title: string; value: string | undefined; set: (value: string | undefined) => void }

function PersonFilter({ title, value, set }: Props) {
  const id = useId()
  const { language } = useWords()
  const named = (person: { name: string; name_en: string | null }) =>
    language === 'en' ? person.name_en || person.name : person.name
  const search = async (q: string, signal: AbortSignal): Promise<Found[]> => {
    const { items } = await call(listPeople, { query: { q, limit: 20 } }, { signal })
    return items.map((one) => ({ value: one.id, word: named(one), hint: one.assignments[0]?.post }))
  }
  const { data } = useCall(
    readPerson,
    { params: { id: value ?? '' } },
    { enabled: value !== undefined, fresh: 60_000 },
  )
  return (
    <span className="person-filter">
      <label htmlFor={id} className="visually-hidden">
        {title}
      </label>
      <SearchSelect
        id={id}
        name="people.person.pick"
        search={search}
        value={value ?? null}
        chosen={data && named(data)}
        placeholder={title}
        onChange={(next) => set(next ?? undefined)}
      />
    </span>
  )
}
