import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useRef, useState } from 'react'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { SearchOption } from '../../../../kernel/web/form/search-option.tsx'
import type { Found } from '../../../../kernel/web/form/search-select.tsx'

type Props = {
  id?: string
  value?: string[]
  onChange?: (value: string[]) => void
  onBlur?: () => void
  /** Names what is searched, for the cache. */
  name: string
  search: (text: string, signal: AbortSignal) => Promise<Found[]>
  /** Those already chosen, by name. */
  chosen?: { id: string; name: string; name_en?: string | null }[]
  label: string
  placeholder?: string
  status?: 'error' | 'warning' | undefined
}

/** Several people, found on the server while typing. */
export function PeopleSelect(props: Props) {
  const { name, search, chosen = [], label, value = [], onChange, placeholder, status, ...rest } = props
  const { t, language } = useWords()
  const [text, setText] = useState('')
  const known = useRef(new Map<string, string>())
  for (const one of chosen) known.current.set(one.id, nameIn(language, one))
  const query = useQuery<Found[]>({
    queryKey: [name, 'pick', text],
    queryFn: ({ signal }) => search(text, signal),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
  const found = query.data ?? []
  for (const one of found) known.current.set(one.value, one.word)
  const others = value.filter((one) => !found.some((other) => other.value === one))
  const options = [
    ...found.map((one) => ({ value: one.value, label: one.word, hint: one.hint })),
    // Those chosen already come last: Enter takes the first, and would take one of them away again.
    ...others.map((one) => ({ value: one, label: known.current.get(one) ?? one, hint: undefined })),
  ]
  return (
    <Select
      {...rest}
      mode="multiple"
      className="people-select"
      aria-label={label}
      value={value}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={query.isFetching}
      placeholder={placeholder ?? t('establishment.form.search_person')}
      notFoundContent={query.isFetching ? t('web.palette.searching') : t('web.form.none_found')}
      options={options}
      optionRender={({ data }) => <SearchOption word={data.label} hint={data.hint} />}
      onChange={(next) => onChange?.(next)}
      {...(status ? { status } : {})}
    />
  )
}
