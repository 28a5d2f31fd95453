import type { ReactNode } from 'react'

/** A column of a list, and a line of its card on the phone: one declaration, the same order. */
export type Column<T> = {
  key: string
  title: string
  render: (row: T) => ReactNode
  /** Pixels; one column without a width takes what is left. */
  width?: number
  /** Numbers and money stand right. */
  align?: 'end'
  /** The endpoint's `sort` value without a `-`; a click on the head leads through those of both ways the endpoint has. */
  sort?: string
  /** Not shown until chosen. */
  optional?: boolean
  /** On the phone: the card's head, the chip beside it, a line with its title, or nothing. */
  card?: 'title' | 'chip' | 'line' | 'none'
}

export type Density = 'wide' | 'dense'
export const rowHeight: Record<Density, number> = { wide: 44, dense: 34 }

/** The columns this reader chose, in the list's own order; at least one. */
export function shownColumns<T>(columns: Column<T>[], chosen: string[] | undefined): Column<T>[] {
  const shown = columns.filter(({ key, optional }) => (chosen ? chosen.includes(key) : !optional))
  return shown.length > 0 ? shown : columns.slice(0, 1)
}
