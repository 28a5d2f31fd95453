import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { listPeople } from '../../people/contract.ts'
import { call } from '../../web/call.ts'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import type { ApproverGroup } from '../group/contract.ts'

type Props = {
  id?: string
  value?: string[]
  onChange?: (value: string[]) => void
  /** Those chosen already, with their names. */
  known: ApproverGroup['members']
}

/** Several persons, found by typing their names. */
export function MembersSelect({ known, value, ...rest }: Props) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const [text, setText] = useState('')
  const [seen, setSeen] = useState(new Map(known.map((person) => [person.id, nameOf(person)])))
  const found = useQuery({
    queryKey: ['people.person', 'members', text],
    queryFn: async ({ signal }) => {
      const { items } = await call(listPeople, { query: { q: text || undefined, limit: 20 } }, { signal })
      setSeen((before) => new Map([...before, ...items.map((one) => [one.id, nameOf(one)] as const)]))
      return items
    },
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
  // Those chosen already come last: Enter takes the first, and would take one of them away again.
  const shown = new Set([...(found.data ?? []).map(({ id }) => id), ...(value ?? [])])
  return (
    <Select
      {...rest}
      mode="multiple"
      value={value ?? []}
      maxCount={50}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('web.palette.searching') : t('web.form.none_found')}
      options={[...shown].map((id) => ({ value: id, label: seen.get(id) ?? id }))}
    />
  )
}
