import { useState } from 'react'
import { nameIn } from '../../language/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { SearchSelect } from '../../web/form/search-select.tsx'
import { useCall } from '../../web/use-call.ts'
import { readPerson } from '../contract.ts'
import { findPeople } from './find-people.ts'

type Props = {
  id?: string
  /** Where no label stands beside it. */
  label?: string
  value?: string | null
  /** Somebody who is already known by name, within reach or not. */
  known?: { id: string; name: string; name_en: string | null } | null
  onChange?: (id: string | null) => void
  onBlur?: () => void
}

/** One person within reach, found by typing; somebody chosen before shows their name. */
export function PersonSelect({ value, known, onChange, label, ...rest }: Props) {
  const { language } = useWords()
  const [picked, setPicked] = useState<string>()
  const named = known && known.id === value ? known : undefined
  const asked = Boolean(value) && !picked && !named
  const person = useCall(readPerson, { params: { id: value ?? '' } }, { enabled: asked }).data ?? named
  return (
    <SearchSelect
      {...rest}
      {...(label ? { 'aria-label': label } : {})}
      name="people.in_reach"
      search={findPeople(language)}
      value={value ?? null}
      chosen={picked ?? (person && nameIn(language, person))}
      onChange={(next, found) => {
        setPicked(found?.word)
        onChange?.(next)
      }}
    />
  )
}
