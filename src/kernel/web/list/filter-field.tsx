import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useWords } from '../../language/web/words.tsx'
import { useClearing } from '../pieces/clearing.tsx'
import type { UrlSearch } from '../url-search.ts'
import type { Filter } from './filter.ts'

type Props = {
  filter: Filter
  search: UrlSearch
  change: (part: Record<string, string | string[] | undefined>) => void
}

export function FilterField({ filter, search, change }: Props) {
  const { t, formats } = useWords()
  const clearing = useClearing()
  const { key, title } = filter
  if (filter.kind === 'own') return filter.render(search[key], (value) => change({ [key]: value }))
  if (filter.kind === 'days') {
    const [from, to] = [search[`${key}_from`], search[`${key}_to`]]
    return (
      <DatePicker.RangePicker
        className="filter-days"
        aria-label={title}
        prefix={title}
        allowEmpty
        allowClear={clearing}
        placeholder={[t('web.list.from'), t('web.list.to')]}
        value={[toDay(from), toDay(to)]}
        onChange={(days) =>
          change({
            [`${key}_from`]: days?.[0]?.format('YYYY-MM-DD'),
            [`${key}_to`]: days?.[1]?.format('YYYY-MM-DD'),
          })
        }
      />
    )
  }
  const options = filter.options.map(({ value, word }) => ({ value, label: word }))
  const common = {
    className: 'filter-choice',
    options,
    prefix: title,
    'aria-label': title,
    allowClear: clearing,
    placeholder: filter.none ?? t('web.list.any'),
    popupMatchSelectWidth: false,
    showSearch: options.length > 8 ? { optionFilterProp: 'label' } : false,
  } as const
  if (filter.multiple) {
    const value = [search[key] ?? []].flat()
    return (
      <Select
        {...common}
        mode="multiple"
        maxTagCount={0}
        maxTagPlaceholder={(left) => formats.list(left.map(({ label }) => String(label)))}
        value={value}
        onChange={(next) => change({ [key]: next })}
      />
    )
  }
  return (
    <Select
      {...common}
      value={[search[key]].flat()[0] ?? null}
      onChange={(next) => change({ [key]: next ?? undefined })}
    />
  )
}

const toDay = (value: string | string[] | undefined) => {
  const text = [value].flat()[0]
  return text ? dayjs(text) : null
}
