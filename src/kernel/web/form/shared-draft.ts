import { CallProblem } from '../call-problem.ts'
import { sameValues } from './same-values.ts'

/** What the server held when it was last looked at. */
export type Seen<V> = { version: number; values: V }

/** Two wrote over the same values: `mine` and `theirs` came of `base`. Nothing is taken over until somebody chooses. */
export type Clash<V> = { base: V; mine: V; theirs: V; clashes: string[]; version: number }

type Parts<V> = {
  seen: Seen<V>
  /** What is written here now. */
  mine: () => V
  /** Reads what the server holds; undefined where there is nothing to write into any more. */
  read: () => Promise<Seen<V> | undefined>
  /** Writes over what was seen; a 409 `CallProblem` when somebody was quicker. */
  write: (values: V, over: Seen<V>) => Promise<Seen<V>>
  /** Both changed since `base`: what fits together, and where one has to choose. */
  merge: (base: V, mine: V, theirs: V) => { merged: V; clashes: string[] }
  /** What was seen is another one now. */
  onSeen?: (seen: Seen<V>) => void
  /** Mine and theirs fitted together: this is what is written from now on. */
  onMerged: (merged: V) => void
  onClash: (clash: Clash<V>) => void
}

export type SharedDraft<V> = {
  seen: () => Seen<V>
  save: () => Promise<boolean>
  settle: (clash: Clash<V>) => void
  follow: (next: Seen<V>) => boolean
  catchUp: () => Promise<void>
}

/**
 * A draft that several people, or one person on several devices, write into.
 *
 * Invariant: the version sent is the one the values were written over. Another version is adopted together with its
 * values only: after a save, after a merge, or when somebody chose. Thus nobody's values are replaced unseen.
 */
export function shareDraft<V>({
  mine,
  read,
  write,
  merge,
  onSeen,
  onMerged,
  onClash,
  ...first
}: Parts<V>): SharedDraft<V> {
  let seen = first.seen
  const see = (next: Seen<V>) => {
    seen = next
    onSeen?.(next)
  }
  /** Keeps what is written here; false when it could not be kept. Throws whatever the server refuses. */
  async function save(): Promise<boolean> {
    const values = mine()
    try {
      see(await write(values, seen))
      return true
    } catch (error) {
      if (error instanceof CallProblem && error.stale) return meet()
      throw error
    }
  }
  async function meet(): Promise<boolean> {
    const latest = await read()
    if (!latest) return false
    const base = seen.values
    const { merged, clashes } = merge(base, mine(), latest.values)
    if (clashes.length > 0) {
      onClash({ base, mine: merged, theirs: latest.values, clashes, version: latest.version })
      return false
    }
    see(latest)
    onMerged(merged)
    return sameValues(merged, latest.values) || save()
  }
  return {
    seen: () => seen,
    save,
    /** Somebody saw both versions and chose: what is written next stands over theirs. */
    settle: ({ theirs, version }) => see({ version, values: theirs }),
    /** What was saved elsewhere, while nothing is open here. True when the values are others. */
    follow: (next) => {
      if (next.version <= seen.version) return false
      const other = !sameValues(seen.values, next.values)
      see(next)
      return other
    },
    /** Something beside these values made another version: the next save stands over that one. */
    catchUp: async () => {
      const latest = await read()
      if (latest && latest.version > seen.version && sameValues(latest.values, seen.values)) see(latest)
    },
  }
}

/** Where every difference is somebody's to choose: forms that show both versions. */
export function askAlways<V extends Record<string, unknown>>(base: V, mine: V, theirs: V) {
  const clashes = Object.keys(mine).filter((name) => !sameValues(mine[name], theirs[name]))
  const touched = clashes.some((name) => !sameValues(mine[name], base[name]))
  return touched ? { merged: { ...theirs, ...mine }, clashes } : { merged: { ...theirs }, clashes: [] }
}
