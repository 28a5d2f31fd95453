import { FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { Badge, Button, Drawer, Input } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useClearing } from '../pieces/clearing.tsx'
import type { UrlSearch } from '../url-search.ts'
import { usePhone } from '../use-media.ts'
import { type Filter, isSet } from './filter.ts'
import { FilterField } from './filter-field.tsx'
import './filter-bar.css'

type Props = {
  filters: Filter[]
  search: UrlSearch
  change: (part: Record<string, string | string[] | undefined>) => void
  clear: () => void
  filtered: boolean
  /** What may be looked for: "Name, number or applicant". */
  searchHint: string | undefined
  tools: ReactNode
}

/** Search and filters in one line; everything chosen is in the address. On a phone the filters open from below. */
export function FilterBar({ filters, search, change, clear, filtered, searchHint, tools }: Props) {
  const { t } = useWords()
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const [all, showAll] = useState(phone)
  const shown = all ? filters : filters.filter((filter) => !filter.rare || isSet(filter, search))
  const fields = shown.map((filter) => (
    <FilterField key={filter.key} filter={filter} search={search} change={change} />
  ))
  const set = filters.filter((filter) => isSet(filter, search)).length
  const clearing = filtered && (
    <Button type="text" onClick={clear}>
      {t('web.list.clear')}
    </Button>
  )
  return (
    <search className="filter-bar" aria-label={t('web.list.filters')}>
      {searchHint && <SearchField value={textOf(search.q)} hint={searchHint} change={(q) => change({ q })} />}
      {!phone && fields}
      {!phone && shown.length < filters.length && (
        <Button type="text" onClick={() => showAll(true)}>
          {t('web.list.more_filters')}
        </Button>
      )}
      {!phone && clearing}
      {phone && filters.length > 0 && (
        <Badge count={set} size="small">
          <Button icon={<FilterOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
            {t('web.list.filter')}
          </Button>
        </Badge>
      )}
      <div className="filter-tools">{tools}</div>
      {phone && (
        <Drawer
          open={open}
          onClose={() => setOpen(false)}
          placement="bottom"
          size="auto"
          title={t('web.list.filters')}
          extra={clearing}
        >
          <div className="filter-sheet">
            {fields}
            <Button type="primary" block onClick={() => setOpen(false)}>
              {t('web.list.show')}
            </Button>
          </div>
        </Drawer>
      )}
    </search>
  )
}

const textOf = (value: string | string[] | undefined) => [value ?? ''].flat()[0] ?? ''

type SearchProps = { value: string; hint: string; change: (value: string | undefined) => void }

/** Searches while typing, a moment after the last key. */
function SearchField({ value, hint, change }: SearchProps) {
  const { t } = useWords()
  const clearing = useClearing()
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => change(typed.trim() || undefined), 250)
    return () => clearTimeout(timer)
  }, [typed, value, change])
  return (
    <Input
      className="filter-search"
      prefix={<SearchOutlined aria-hidden="true" />}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      placeholder={hint}
      aria-label={t('web.list.search')}
      allowClear={clearing}
    />
  )
}
