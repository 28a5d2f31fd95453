import { useSyncExternalStore } from 'react'

let now = new Date()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** The present, one clock for the whole page, moving every half minute. */
export function useNow(): Date {
  return useSyncExternalStore(listen, () => now)
}

function listen(changed: () => void): () => void {
  listeners.add(changed)
  if (!timer) {
    now = new Date()
    timer = setInterval(tick, 30_000)
  }
  return () => {
    listeners.delete(changed)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick() {
  now = new Date()
  for (const changed of listeners) changed()
}
