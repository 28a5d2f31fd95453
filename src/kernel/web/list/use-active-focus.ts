import { useEffect, useRef } from 'react'

/** Whoever types, has a dialog or a sheet before them, or reads beside the list. */
const busy = [
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]',
  ...['.ant-modal-wrap', '.ant-drawer'].map((before) => `${before}, ${before} *`),
  '.preview-pane *',
].join()

/** Whether the focus stays where it is, whatever becomes of the list. */
export const keepsFocus = (): boolean => document.activeElement?.matches(busy) ?? false

/**
 * Moves to the active row when another one became it, once it is there. Rows that come or go around it, or its own return, move
 * nothing.
 */
export function useActiveFocus(
  { key, isThere }: { key: string | undefined; isThere: boolean },
  moveTo: () => void,
): void {
  const reached = useRef<string>(undefined)
  const move = useRef(moveTo)
  move.current = moveTo
  useEffect(() => {
    if (key !== undefined && !isThere) return
    if (key !== undefined && key !== reached.current) move.current()
    reached.current = key
  }, [key, isThere])
}
