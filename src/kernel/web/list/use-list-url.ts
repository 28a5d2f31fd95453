import { useCallback, useMemo } from 'react'
import type { UrlSearch } from '../url-search.ts'
import { type Filter, namesOf, pick } from './filter.ts'
import { useUrl } from './use-url.ts'

/** The list's part of the address: filters, search and order. */
export function useListUrl(filters: Filter[]) {
  const [search, change] = useUrl()
  const names = namesOf(filters).join(' ')
  const mine = useMemo(() => pick(search, names.split(' ')), [search, names])
  const clear = useCallback(
    () => change(Object.fromEntries(names.split(' ').map((name) => [name, undefined]))),
    [change, names],
  )
  return {
    filters: mine satisfies UrlSearch,
    sort: typeof mine.sort === 'string' ? mine.sort : '',
    filtered: Object.keys(mine).some((name) => name !== 'sort'),
    change: useCallback((part: Record<string, string | string[] | undefined>) => change(part), [change]),
    clear,
  }
}
