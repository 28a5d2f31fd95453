import { useCallback, useMemo } from 'react'
import type { UrlSearch } from '../url-search.ts'
import { type Filter, namesOf, pick } from './filter.ts'
import { useUrl } from './use-url.ts'

/**
 * The list's part of the address: filters, search and order. `asked` is what the endpoint is asked for: an order it
 * doesn't have, as of an old link, is left out, and the list keeps its own.
 */
export function useListUrl(filters: Filter[], orders: string[]) {
  const [search, change] = useUrl()
  const names = namesOf(filters).join(' ')
  const mine = useMemo(() => pick(search, names.split(' ')), [search, names])
  const clear = useCallback(
    () => change(Object.fromEntries(names.split(' ').map((name) => [name, undefined]))),
    [change, names],
  )
  const sort = typeof mine.sort === 'string' && orders.includes(mine.sort) ? mine.sort : ''
  const { sort: _any, ...others } = mine
  return {
    asked: sort ? { ...others, sort } : others,
    filters: mine satisfies UrlSearch,
    sort,
    filtered: Object.keys(mine).some((name) => name !== 'sort'),
    change: useCallback((part: Record<string, string | string[] | undefined>) => change(part), [change]),
    clear,
  }
}
