import type { Node } from '@xyflow/react'
import { useWords } from '../../../language/web/words.tsx'
import { useKeys } from '../../../web/keys.ts'
import type { Addition } from './canvas/canvas-context.ts'
import type { Chosen, Direction } from './canvas/change-flow.ts'
import { nearest } from './canvas/layout.ts'

type Given = {
  nodes: readonly Node[]
  chosen: Chosen | undefined
  /** Moves the focus to a node. */
  goTo: (id: string) => void
  onMove: (chosen: Chosen, to: Direction) => void
  onRemove: (chosen: Chosen) => void
  onDuplicate: (key: string) => void
  onAdd: (addition: Addition) => void
  undo: (() => void) | undefined
  redo: (() => void) | undefined
}

const directions = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const

/** The keys of the canvas; `?` lists them. */
export function useDesignerKeys({
  nodes,
  chosen,
  goTo,
  onMove,
  onRemove,
  onDuplicate,
  onAdd,
  undo,
  redo,
}: Given) {
  const { t } = useWords()
  const walk = (to: Direction) => {
    const first = nodes.find(({ type }) => type === 'step' || type === 'branching')?.id
    const next = chosen ? nearest(nodes, `${chosen.kind} ${chosen.key}`, to) : first
    if (next) goTo(next)
  }
  const arrows = Object.entries(directions)
  useKeys([
    ...arrows.map(([key, to]) => ({
      ...{ keys: key, word: t(`approvals.canvas.keys.${to}`) },
      run: () => walk(to),
    })),
    ...arrows.map(([key, to]) => ({
      ...{ keys: `alt+${key}`, word: t(`approvals.canvas.move.${to}`) },
      run: () => chosen && onMove(chosen, to),
    })),
    { keys: 'n', word: t('approvals.canvas.keys.step'), run: () => onAdd('step') },
    { keys: 'c', word: t('approvals.canvas.keys.countersign'), run: () => onAdd('countersign') },
    { keys: 'b', word: t('approvals.canvas.keys.branching'), run: () => onAdd('branching') },
    {
      ...{ keys: 'mod+d', word: t('approvals.canvas.duplicate') },
      run: () => chosen?.kind === 'step' && onDuplicate(chosen.key),
    },
    { keys: 'Delete', word: t('approvals.canvas.keys.remove'), run: () => chosen && onRemove(chosen) },
    {
      keys: 'mod+z',
      word: t('approvals.canvas.undo'),
      run: (event) => (event.shiftKey ? redo?.() : undo?.()),
    },
    { keys: 'mod+y', word: t('approvals.canvas.redo'), run: () => redo?.() },
  ])
}
