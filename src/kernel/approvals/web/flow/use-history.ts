import { useCallback, useState } from 'react'

type History<V> = { past: V[]; now: V; future: V[]; sort: string | undefined; at: number }

const most = 100
/** Changes of one sort within this time are one: typing a name is undone at once. Milliseconds. */
const together = 1500

/** A value with what it was before and, after going back, what it became. */
export function useHistory<V>(begun: V) {
  const [history, set] = useState<History<V>>({
    ...{ past: [], now: begun, future: [], sort: undefined, at: 0 },
  })
  const change = useCallback((now: V, sort?: string) => {
    const at = Date.now()
    set((before) => {
      const joined = sort !== undefined && sort === before.sort && at - before.at < together
      const past = joined ? before.past : [...before.past, before.now].slice(-most)
      return { past, now, future: [], sort, at }
    })
  }, [])
  /** What undoing gives: undefined when there is nothing to undo. */
  const undo = (): V | undefined => {
    const now = history.past.at(-1)
    if (now === undefined) return undefined
    const future = [history.now, ...history.future]
    set({ past: history.past.slice(0, -1), now, future, sort: undefined, at: 0 })
    return now
  }
  const redo = (): V | undefined => {
    const [now, ...future] = history.future
    if (now === undefined) return undefined
    set({ past: [...history.past, history.now], now, future, sort: undefined, at: 0 })
    return now
  }
  return {
    now: history.now,
    change,
    undo,
    redo,
    undoes: history.past.length > 0,
    redoes: history.future.length > 0,
  }
}
