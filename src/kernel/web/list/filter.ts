import type { ReactNode } from 'react'
import type { UrlSearch } from '../url-search.ts'

export type Choice = { value: string; word: string }

type Common = {
  key: string
  title: string
  /** At a desk it is out of sight until it is set, as by a link that leads here, or until more filters are asked for. */
  rare?: boolean
}

/**
 * A filter of a list. Its `key` is the name in the URL and in the endpoint's query.
 * A range of days writes `<key>_from` and `<key>_to`. `own` draws whatever it likes.
 */
export type Filter =
  | (Common & {
      kind: 'choice'
      options: Choice[]
      multiple?: boolean
      /** What it means that none is chosen, where that isn't “any”. */
      none?: string
    })
  | (Common & { kind: 'days' })
  | (Common & {
      kind: 'own'
      render: (
        value: string | string[] | undefined,
        set: (value: string | string[] | undefined) => void,
      ) => ReactNode
    })

/** A named set of filters; the page's own come first, the reader's after them. One without filters stands for “All”. */
export type View = {
  key: string
  title: string
  filters: UrlSearch
  /** What it means that nothing is in this view; otherwise that nothing fits. */
  empty?: { title: string; text: string }
}

/** Whether the address says something about it. */
export function isSet({ key, kind }: Filter, search: UrlSearch): boolean {
  const names = kind === 'days' ? [`${key}_from`, `${key}_to`] : [key]
  return names.some((name) => Boolean(search[name]))
}

/** Every name a list reads from the URL. */
export function namesOf(filters: Filter[]): string[] {
  return [
    'q',
    'sort',
    ...filters.flatMap(({ key, kind }) => (kind === 'days' ? [`${key}_from`, `${key}_to`] : [key])),
  ]
}

export function pick(search: UrlSearch, names: string[]): UrlSearch {
  return Object.fromEntries(Object.entries(search).filter(([name]) => names.includes(name)))
}

/** The same filters whatever the order of names and values. */
export function sameFilters(a: UrlSearch, b: UrlSearch): boolean {
  const write = (search: UrlSearch) =>
    JSON.stringify(
      Object.entries(search)
        .map(([name, value]) => [name, [value].flat().toSorted()] as const)
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    )
  return write(a) === write(b)
}
