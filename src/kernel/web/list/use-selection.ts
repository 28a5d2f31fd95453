import { useCallback, useMemo, useRef, useState } from 'react'
import type { Selection } from './data-table.tsx'

/** Chosen rows by key; with Shift the whole stretch since the last one. Rows that left the list are forgotten. */
export function useSelection<T>(rows: T[], rowKey: (row: T) => string) {
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string>(undefined)
  const all = useMemo(() => rows.map(rowKey), [rows, rowKey])
  const keys = useMemo(() => new Set(all.filter((key) => chosen.has(key))), [all, chosen])

  const toggle = useCallback(
    (key: string, range: boolean) => {
      const from = range && last.current !== undefined ? all.indexOf(last.current) : -1
      const to = all.indexOf(key)
      const stretch = from < 0 ? [key] : all.slice(Math.min(from, to), Math.max(from, to) + 1)
      const on = !keys.has(key)
      last.current = key
      choose(new Set(on ? [...keys, ...stretch] : [...keys].filter((other) => !stretch.includes(other))))
    },
    [all, keys],
  )
  const toggleAll = useCallback(() => choose(new Set(keys.size === all.length ? [] : all)), [all, keys])
  const clear = useCallback(() => choose(new Set()), [])
  const selection: Selection = useMemo(() => ({ keys, toggle, toggleAll }), [keys, toggle, toggleAll])
  return { selection, clear, rows: rows.filter((row) => keys.has(rowKey(row))) }
}
