import { useCallback, useState } from 'react'

const prefix = 'bylaw.'

/** What this device remembers. Storage may be switched off: then the choice lives as long as the page. */
export function readStored<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(prefix + name)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}

export function writeStored(name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // Nothing is lost but the memory of the choice.
  }
}

/** A state that is remembered on this device. */
export function useStored<T>(name: string, fallback: T): [T, (value: T) => void] {
  const [held, hold] = useState<{ name: string; value: T }>(() => ({
    name,
    value: readStored<T>(name) ?? fallback,
  }))
  const value = held.name === name ? held.value : (readStored<T>(name) ?? fallback)
  const store = useCallback(
    (next: T) => {
      hold({ name, value: next })
      writeStored(name, next)
    },
    [name],
  )
  return [value, store]
}
