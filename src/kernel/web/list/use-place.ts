import { type MouseEvent, useState } from 'react'

/** The row that was opened from a list, by the entry of the browser's history the list stood in. */
const places = new Map<string, string>()

/** Every entry has its own; the same list opened anew has none to go back to. */
const entry = () => String((window.history.state as { __TSR_key?: unknown } | null)?.__TSR_key ?? '')

/**
 * Whoever goes back to a list is where they were: on the row they opened. Rows and cards carry their key in `data-row`.
 */
export function usePlace() {
  const [begun] = useState(() => places.get(entry()))
  const leaveFrom = (row: string) => void places.set(entry(), row)
  return {
    begun,
    leaveFrom,
    onClickCapture: ({ target }: MouseEvent) => {
      const row = (target as Element).closest?.<HTMLElement>('[data-row]')?.dataset.row
      if (row !== undefined && (target as Element).closest('a')) leaveFrom(row)
    },
  }
}
