import { type Edge, MarkerType, type Node } from '@xyflow/react'

/** What a step's card shows. */
export type Card = {
  id: string
  number: number
  title: string
  when: string | null
  approvers: string
  mode: string
  matter: string | null
  current: boolean
  faulty: boolean
}

const width = 264
const gap = 36
const end = { width: 160, height: 34 }
const heightOf = (card: Card) => (card.when ? 132 : 108)

/** Top to bottom, in a column; the lines at the right lead around conditional steps. */
export function layOut(cards: Card[], words: { begin: string; end: string }) {
  const nodes: Node[] = []
  let y = 0
  const place = (node: Pick<Node, 'id' | 'type' | 'data'>, size: { width: number; height: number }) => {
    nodes.push({ ...node, ...size, position: { x: (width - size.width) / 2, y } })
    y += size.height + gap
  }
  place({ id: 'begin', type: 'end', data: { title: words.begin } }, end)
  for (const card of cards)
    place({ id: card.id, type: 'step', data: { card } }, { width, height: heightOf(card) })
  place({ id: 'end', type: 'end', data: { title: words.end, last: true } }, end)
  const ids = nodes.map(({ id }) => id)
  const edges = ids.slice(1).flatMap((id, index): Edge[] => {
    const line = lineOf(ids[index] as string, id)
    const card = cards[index]
    const around = ids[index + 2]
    return card?.when && around ? [line, aroundOf(ids[index] as string, around, index)] : [line]
  })
  return { nodes, edges, height: y - gap }
}

const arrow = { type: MarkerType.Arrow, width: 16, height: 16, color: 'var(--edge)' }

const lineOf = (source: string, target: string): Edge => ({
  id: `${source} > ${target}`,
  source,
  target,
  sourceHandle: 'down',
  targetHandle: 'down',
  type: 'straight',
  markerEnd: arrow,
})

const aroundOf = (source: string, target: string, index: number): Edge =>
  ({
    id: `${source} around ${target}`,
    source,
    target,
    sourceHandle: 'side',
    targetHandle: 'side',
    type: 'smoothstep',
    className: 'is-around',
    pathOptions: { offset: 16 + (index % 2) * 8, borderRadius: 8 },
    markerEnd: arrow,
  }) as Edge
