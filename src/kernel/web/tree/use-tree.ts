import { useCallback, useMemo, useState } from 'react'

export type TreeRow<T> = { row: T; key: string; level: number; children: number; open: boolean }

type Options = {
  /** Levels open at first; 1 shows the roots' children. */
  openTo?: number
  /** Only these rows and what is above them; all branches to them open. */
  keep?: ((key: string) => boolean) | undefined
}

/** A flat list with parents as the lines of a tree, in the given order; a row whose parent isn't there is a root. */
export function useTree<T>(
  rows: T[],
  keyOf: (row: T) => string,
  parentOf: (row: T) => string | null,
  options: Options = {},
) {
  const { openTo = 1, keep } = options
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  const children = useMemo(() => group(rows, keyOf, parentOf), [rows, keyOf, parentOf])
  const kept = useMemo(
    () => keep && withAncestors(rows, keyOf, parentOf, keep),
    [rows, keyOf, parentOf, keep],
  )

  const lines = useMemo(() => {
    const found: TreeRow<T>[] = []
    const walk = (parent: string, level: number) => {
      for (const row of children.get(parent) ?? []) {
        const key = keyOf(row)
        if (kept && !kept.has(key)) continue
        const below = children.get(key)?.length ?? 0
        const open = kept ? true : (toggled.get(key) ?? level <= openTo)
        found.push({ row, key, level, children: below, open })
        if (open) walk(key, level + 1)
      }
    }
    walk('', 1)
    return found
  }, [children, kept, keyOf, openTo, toggled])

  const toggle = useCallback((line: TreeRow<T>) => {
    setToggled((before) => new Map(before).set(line.key, !line.open))
  }, [])
  return { lines, toggle }
}

function group<T>(rows: T[], keyOf: (row: T) => string, parentOf: (row: T) => string | null) {
  const known = new Set(rows.map(keyOf))
  return Map.groupBy(rows, (row) => {
    const parent = parentOf(row)
    return parent !== null && known.has(parent) ? parent : ''
  })
}

function withAncestors<T>(
  rows: T[],
  keyOf: (row: T) => string,
  parentOf: (row: T) => string | null,
  keep: (key: string) => boolean,
): Set<string> {
  const parents = new Map(rows.map((row) => [keyOf(row), parentOf(row)]))
  const kept = new Set<string>()
  for (const row of rows) {
    let key: string | null | undefined = keyOf(row)
    if (!keep(key)) continue
    while (key && !kept.has(key)) {
      kept.add(key)
      key = parents.get(key)
    }
  }
  return kept
}
