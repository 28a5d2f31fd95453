import { SearchSelect } from '../../web/form/search-select.tsx'
import { useCall } from '../../web/use-call.ts'
import { readOrganisation } from '../contract.ts'
import { useOrganisationName, useOrganisationSearch } from './pick-organisation.ts'

type Props = {
  id?: string
  value?: string | null
  onChange?: (id: string | null) => void
  onBlur?: () => void
  placeholder?: string
  'aria-label'?: string
}

/** One organisation within reach, found by typing; an id from the address shows its name. */
export function OrganisationSelect({ value, onChange, ...rest }: Props) {
  const search = useOrganisationSearch()
  const named = useOrganisationName()
  const known = useCall(readOrganisation, { params: { id: value ?? '' } }, { enabled: Boolean(value) })
  return (
    <SearchSelect
      {...rest}
      name="org.organisation"
      search={search}
      value={value ?? null}
      chosen={known.data && named(known.data)}
      onChange={(next) => onChange?.(next)}
    />
  )
}
