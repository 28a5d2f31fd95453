import type { Filter } from '../../web/list/filter.ts'
import { SearchFilter } from '../../web/list/search-filter.tsx'
import { useCall } from '../../web/use-call.ts'
import { readOrganisation } from '../contract.ts'
import { useOrganisationName, useOrganisationSearch } from './pick-organisation.ts'

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

function OrganisationFilter({ value, ...rest }: Props) {
  const named = useOrganisationName()
  const search = useOrganisationSearch()
  const { data } = useCall(
    readOrganisation,
    { params: { id: value ?? '' } },
    { enabled: value !== undefined, fresh: 60_000 },
  )
  const chosen = data && named(data)
  return <SearchFilter {...rest} {...{ value, search, chosen }} name="org.organisation.pick" />
}
