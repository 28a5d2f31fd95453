import { useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { readPerson } from '../../../../kernel/people/contract.ts'
import { SearchSelect } from '../../../../kernel/web/form/search-select.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { findPeople, nameIn } from '../../web/find.ts'

type Props = {
  id?: string
  /** Where no label stands beside it. */
  label?: string
  value?: string | null
  onChange?: (id: string | null) => void
  onBlur?: () => void
}

/** One person within reach, found by typing; somebody chosen before shows their name. */
export function CustodianSelect({ value, onChange, label, ...rest }: Props) {
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
