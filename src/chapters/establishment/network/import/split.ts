import { Integers } from '../../../../kernel/compact/numbers.ts'
import type { Entries } from '../dry-run/entry.ts'
import { isRow, placeOf } from '../dry-run/node.ts'

/**
 * By row, whether it stays outside where doubtful rows do: they take with them what would be created under them. Rows may
 * hang under rows that come later.
 */
export function leftOut(entries: Entries, isDoubtful: (at: number) => boolean): (at: number) => boolean {
  /** By row, once it is known: 1 comes in, 2 stays outside. */
  const known = new Integers()
  return (at) => {
    const way = [at]
    let last = at
    while (known.at(last) === 0 && !isDoubtful(last) && !entries.isRefused(last)) {
      const parent = entries.parent.at(last)
      if (!isRow(parent)) break
      last = placeOf(parent)
      way.push(last)
    }
    const out = known.at(last) === 0 ? isDoubtful(last) : known.at(last) === 2
    for (const one of way) known.set(one, out ? 2 : 1)
    return out
  }
}
