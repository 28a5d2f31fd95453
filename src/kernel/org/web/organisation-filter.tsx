import { useId } from 'react'
import { SearchSelect } from '../../web/form/search-select.tsx'
import type { Filter } from '../../web/list/filter.ts'
import { useCall } from '../../web/use-call.ts'
import { readOrganisation } from '../contract.ts'
import { useOrganisationName, useOrganisationSearch } from './pick-organisation.ts'
import './organisation-filter.css'

/** A list's filter by organisation, found while typing: at it or anywhere below. */
export const organisationFilter = (key: string, title: string): Filter => ({
  key,
  title,
  kind: 'own',
  render: (value, set) => (
    <OrganisationFilter title={title} value={[value].flat()[0]} set={(next) => set(next)} />
  ),
})

type Props = { title: string; value: string | undefined; set: (value: string | undefined) => void }

function OrganisationFilter({ title, value, set }: Props) {
  const id = useId()
  const named = useOrganisationName()
  const search = useOrganisationSearch()
  const { data } = useCall(
    readOrganisation,
    { params: { id: value ?? '' } },
    { enabled: value !== undefined, fresh: 60_000 },
  )
  return (
    <span className="organisation-filter">
      <label htmlFor={id} className="visually-hidden">
        {title}
      </label>
      <SearchSelect
        id={id}
        name="org.organisation.pick"
        search={search}
        value={value ?? null}
        chosen={data && named(data)}
        placeholder={title}
        onChange={(next) => set(next ?? undefined)}
      />
    </span>
  )
}
