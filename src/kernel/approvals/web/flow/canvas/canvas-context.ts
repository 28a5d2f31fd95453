import { createContext, useContext } from 'react'
import type { Place } from './shape.ts'
import type { Cards } from './use-cards.ts'

export const additions = ['step', 'countersign', 'branching'] as const
export type Addition = (typeof additions)[number]

export type CanvasValue = {
  cards: Cards
  /** Node id of what is selected. */
  chosen?: string | undefined
  /** Left out: the canvas is only looked at. `open`: show its settings as well; `keys`: and go there. */
  onChoose?: (id: string, given: { open: boolean; keys?: boolean }) => void
  onAdd?: (addition: Addition, place: Place) => void
  /** No more steps fit into a flow. */
  full?: boolean
}

export const CanvasContext = createContext<CanvasValue>({ cards: new Map() })
export const useCanvas = () => useContext(CanvasContext)
