import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { UrlSearch } from '../url-search.ts'

/** What stands behind the `?`, and a way to change it. What is filtered can thus be sent to a colleague. */
export function useUrl(): [
  UrlSearch,
  (change: Record<string, string | string[] | undefined>, add?: boolean) => void,
] {
  const search: UrlSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = useCallback(
    (part: Record<string, string | string[] | undefined>, add = false) => {
      const next = (before: UrlSearch) => clean({ ...before, ...part })
      void navigate({ to: '.', search: next as never, replace: !add, resetScroll: false })
    },
    [navigate],
  )
  return [search, change]
}

function clean(search: Record<string, string | string[] | undefined>): UrlSearch {
  return Object.fromEntries(
    Object.entries(search).filter(
      (entry): entry is [string, string | string[]] => entry[1] !== undefined && entry[1].length > 0,
    ),
  )
}
