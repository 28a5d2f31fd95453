import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useClearing } from '../pieces/clearing.tsx'
import { SearchOption } from './search-option.tsx'

export type Found = { value: string; word: string; hint?: ReactNode }

type Props = {
  id?: string
  value?: string | null
  onChange?: (value: string | null, found: Found | undefined) => void
  onBlur?: () => void
  /** Names what is searched, for the cache: `people.in_reach`. */
  name: string
  search: (text: string, signal: AbortSignal) => Promise<Found[]>
  /** The word of the value that is already chosen. */
  chosen?: string | undefined
  placeholder?: string
  /** Where no label stands beside it: in a filter bar. */
  'aria-label'?: string
}

/** One of many, found on the server while typing: persons, organisations, records. */
export function SearchSelect({ name, search, chosen, value, onChange, placeholder, ...rest }: Props) {
  const { t } = useWords()
  const clearing = useClearing()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [entered, setEntered] = useState(false)
  const query = useQuery<Found[]>({
    queryKey: [name, 'pick', text],
    queryFn: ({ signal }) => search(text, signal),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
  const found = query.data ?? []
  const unanswered = query.isPending || query.isPlaceholderData
  // Whoever looks for another one is shown what fits alone: Enter takes the first.
  const known = !value || text !== '' || found.some((one) => one.value === value)
  const options = known || !chosen ? found : [{ value, word: chosen }, ...found]
  useEffect(() => {
    if (!entered || unanswered) return
    setEntered(false)
    const [first] = found
    if (!first) return
    setOpen(false)
    onChange?.(first.value, first)
  })
  return (
    <Select
      {...rest}
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setEntered(false)
      }}
      onInputKeyDown={(event) => {
        if (!open || !unanswered || event.nativeEvent.isComposing) return
        if (event.key !== 'Enter' && event.key !== 'Tab') return
        // What is shown still answers an earlier text: the list would take it. Enter takes what comes, Tab leaves.
        event.stopPropagation()
        if (event.key === 'Tab') return setOpen(false)
        event.preventDefault()
        setEntered(text !== '')
      }}
      value={value ?? null}
      allowClear={clearing}
      showSearch={{
        filterOption: false,
        onSearch: (next) => {
          setText(next)
          setEntered(false)
        },
      }}
      loading={query.isFetching}
      placeholder={placeholder ?? t('web.form.search')}
      notFoundContent={query.isFetching ? t('web.palette.searching') : t('web.form.none_found')}
      options={options.map(({ value: key, word }) => ({ value: key, label: word }))}
      optionRender={({ value: key }) => {
        const found = options.find((one) => one.value === key)
        return <SearchOption word={found?.word} hint={found?.hint} />
      }}
      onChange={(next) =>
        onChange?.(
          next ?? null,
          options.find((one) => one.value === next),
        )
      }
    />
  )
}
