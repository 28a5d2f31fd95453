import { useEffect, useRef, useSyncExternalStore } from 'react'

/** A key of the page: `j`, `Enter`, `mod+k` (Ctrl or ⌘), or two in a row: `g w`. */
export type PageKey = {
  keys: string
  /** What it does, for the list behind `?`. */
  word: string
  run: (event: KeyboardEvent) => void
  /** Also while typing in a field. Only for keys with a modifier, and Escape. */
  always?: boolean
  /** Does nothing yet, and is told in the list behind `?`: it works once something is chosen. */
  hint?: boolean
}

let sets: readonly (readonly PageKey[])[] = []
const listeners = new Set<() => void>()
let before = { key: '', at: 0 }

/** Listens to keys as long as the component is there; the last one added wins. */
export function useKeys(keys: readonly PageKey[], enabled = true): void {
  const current = useRef(keys)
  current.current = keys
  const signature = keys.map(({ keys: combination, word }) => `${combination}:${word}`).join('|')
  useEffect(() => {
    if (!enabled || signature === '') return
    const added = current.current.map((key, index) => following(key, current, index))
    set([...sets, added])
    return () => set(sets.filter((other) => other !== added))
  }, [enabled, signature])
}

/** Every key that works now, the page's own first. */
export function useKnownKeys(): readonly PageKey[] {
  return useSyncExternalStore(listen, () => sets)
    .toReversed()
    .flat()
}

export const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The key as it was added, doing what the latest render says, so that a handler never sees old rows. */
function following(key: PageKey, current: { current: readonly PageKey[] }, index: number): PageKey {
  return { ...key, run: (event) => current.current[index]?.run(event) }
}

function set(next: typeof sets) {
  if (sets.length === 0 && next.length > 0) document.addEventListener('keydown', onKey)
  if (next.length === 0) document.removeEventListener('keydown', onKey)
  sets = next
  for (const changed of listeners) changed()
}

function onKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key))
    return
  const pressed = nameOf(event)
  const pair = event.timeStamp - before.at < 900 ? `${before.key} ${pressed}` : ''
  before = { key: pressed, at: event.timeStamp }
  const occupied = isOccupied(event.target, pressed)
  for (const key of sets.toReversed().flat()) {
    if (key.hint || (key.keys !== pressed && key.keys !== pair) || (occupied && !key.always)) continue
    event.preventDefault()
    key.run(event)
    return
  }
}

function nameOf(event: KeyboardEvent): string {
  const mod = isMac() ? event.metaKey : event.ctrlKey
  const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : ''
  return `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${shift}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`
}

const typing =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [role=dialog], [role=menu], [role=listbox]'
const pressable = 'a, button, summary, [role=button]'
const steering = '[role=tablist], [role=radiogroup], input, .ant-segmented'

/** Typing, choosing from a menu, answering a dialog, pressing a button: the page's keys keep out. */
function isOccupied(target: EventTarget | null, pressed: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest(typing)) return true
  if (pressed === 'Enter' || pressed === ' ') return target.closest(pressable) !== null
  return pressed.startsWith('Arrow') && target.closest(steering) !== null
}

function listen(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}
