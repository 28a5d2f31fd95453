import { type MouseEvent, useEffect, useRef, useState } from 'react'

/** A row, and how far below the upper edge of the screen it stood. */
type Place = { row: string; top: number }

/** The row that was opened from a list, by the entry of the browser's history the list stood in. */
const places = new Map<string, Place>()

/** Every entry has its own; the same list opened anew has none to go back to. */
const entry = () => String((window.history.state as { __TSR_key?: unknown } | null)?.__TSR_key ?? '')

const find = (row: string) => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"]`)

/**
 * Whoever goes back to a list is where they were: on the row they opened, and a card where it stood on the screen. Rows and cards
 * carry their key in `data-row`.
 */
export function usePlace() {
  const [begun] = useState(() => places.get(entry()))
  const awaited = useRef(begun)
  // Looked for with every answer, until the rows are here.
  useEffect(() => {
    const card = awaited.current && find(awaited.current.row)
    if (!awaited.current || !card) return
    // A table scrolls by itself.
    if (card.matches('li')) holdAt(card, awaited.current.top)
    awaited.current = undefined
  })
  const leaveFrom = (row: string) =>
    void places.set(entry(), { row, top: find(row)?.getBoundingClientRect().top ?? 0 })
  return {
    begun: begun?.row,
    leaveFrom,
    onClickCapture: ({ target }: MouseEvent) => {
      const row = (target as Element).closest?.<HTMLElement>('[data-row]')?.dataset.row
      if (row !== undefined && (target as Element).closest('a')) leaveFrom(row)
    },
  }
}

/** So many frames without a movement, and the page has come to rest. */
const atRest = 8

/**
 * Keeps a card where it stood while the page around it takes its shape – the router restores how far it was scrolled, cards
 * out of sight get their height late – or until whoever looks at it does something.
 */
function holdAt(card: HTMLElement, top: number) {
  const done = new AbortController()
  for (const act of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
    window.addEventListener(act, () => done.abort(), { capture: true, passive: true, signal: done.signal })
  let [still, before] = [0, Number.NaN]
  const hold = () => {
    if (done.signal.aborted) return
    if (still === atRest || !card.isConnected) return done.abort()
    window.scrollBy({ top: card.getBoundingClientRect().top - top, behavior: 'instant' })
    const now = card.getBoundingClientRect().top
    still = now === before ? still + 1 : 0
    before = now
    requestAnimationFrame(hold)
  }
  hold()
}
