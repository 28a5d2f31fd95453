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
  onChange?: (id: string | null) => void
  onBlur?: () => void
}

/** One person within reach, found by typing; somebody chosen before shows their name. */
export function PersonSelect({ value, onChange, label, ...rest }: Props) {
  const { language } = useWords()
  const [picked, setPicked] = useState<string>()
  const known = useCall(readPerson, { params: { id: value ?? '' } }, { enabled: Boolean(value) && !picked })
  return (
    <SearchSelect
      {...rest}
      {...(label ? { 'aria-label': label } : {})}
      name="people.in_reach"
      search={findPeople(language)}
      value={value ?? null}
      chosen={picked ?? (known.data && nameIn(language, known.data))}
      onChange={(next, found) => {
        setPicked(found?.word)
        onChange?.(next)
      }}
    />
  )
}
