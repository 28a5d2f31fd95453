import { type Edge, MarkerType, type Node } from '@xyflow/react'
import type { Item, Lane, Place } from './shape.ts'

/** What is drawn of one thing besides its place; made by whoever knows the words. */
export type Sizes = { step: (key: string) => number; path: (key: string) => number }
export type Spacing = { width: number; across: number; plus: boolean }

/** At a desk; on a phone two paths stand side by side within 390 px. */
export const spacious: Spacing = { width: 272, across: 24, plus: true }
export const narrow: Spacing = { width: 170, across: 14, plus: true }

const end = { width: 136, height: 32 }
const gate = { width: 170, height: 38 }
const dot = { width: 10, height: 10 }
const plusSize = 26
/** From the bottom of a node to below the plus on the line behind it. */
export const plusRoom = 50
export const trunkWidth = (spacing: Spacing) => Math.max(spacing.width, 264)

/**
 * Top to bottom: the trunk in a column, the paths of a branching in columns side by side, in the order one reads and
 * tabs. Nodes come with their size, so nothing is measured and nothing jumps.
 */
export function layOut(items: readonly Item[], sizes: Sizes, spacing: Spacing) {
  const nodes: Node[] = []
  const edges: Edge[] = []
  const gap = spacing.plus ? plusRoom : 34
  const put = (
    id: string,
    type: string,
    size: { width: number; height: number },
    { x, y, data = {} }: { x: number; y: number; data?: Record<string, unknown> },
  ) => {
    // What isn't dragged or selected by the library would let no press through.
    nodes.push({
      id,
      type,
      ...size,
      style: { pointerEvents: 'all' },
      position: { x: x - size.width / 2, y },
      data,
    })
    return y + size.height
  }
  const link = (source: string, target: string, type = 'straight') =>
    edges.push({
      ...{ id: `${source} > ${target}`, source, target, type },
      // Lanes gather in a point: an arrow there would be one too many.
      ...(target.startsWith('tail') || target.startsWith('join') ? {} : { markerEnd: arrow }),
      ...(type === 'smoothstep' ? { pathOptions: { offset: 8, borderRadius: 8 } } : {}),
    } as Edge)
  /** The way to add something in the gap that begins at `y`. */
  const slot = (after: string, place: Place, x: number, y: number) => {
    if (!spacing.plus) return
    const top = y + (gap - plusSize) / 2 - 3
    put(`plus ${after}`, 'plus', { width: plusSize, height: plusSize }, { x, y: top, data: { place, after } })
  }
  const column = (lane: Lane, x: number, top: number): { bottom: number; last: string; x: number } => {
    const { key } = lane.path
    let last = `path ${key}`
    let y = put(last, 'path', { width: spacing.width, height: sizes.path(key) }, { x, y: top, data: { key } })
    slot(last, { at: lane.start, path: key }, x, y)
    for (const { step, index } of lane.steps) {
      const id = `step ${step.key}`
      y = put(
        id,
        'step',
        { width: spacing.width, height: sizes.step(step.key) },
        { x, y: y + gap, data: { key: step.key, index } },
      )
      link(last, id)
      slot(id, { at: index + 1, path: key }, x, y)
      last = id
    }
    return { bottom: y, last, x }
  }
  let before = 'begin'
  let y = put('begin', 'end', end, { x: 0, y: 0, data: { begin: true } })
  slot('begin', { at: 0 }, 0, y)
  for (const item of items) {
    if (item.kind === 'step') {
      const id = `step ${item.step.key}`
      const size = { width: trunkWidth(spacing), height: sizes.step(item.step.key) }
      y = put(id, 'step', size, { x: 0, y: y + gap, data: { key: item.step.key, index: item.index } })
      link(before, id)
      slot(id, { at: item.index + 1 }, 0, y)
      before = id
      continue
    }
    const { key } = item.branching
    const fork = `branching ${key}`
    y = put(fork, 'branching', gate, { x: 0, y: y + gap, data: { key } })
    link(before, fork)
    const wide = item.lanes.length * spacing.width + (item.lanes.length - 1) * spacing.across
    const columns = item.lanes.map((lane, i) => {
      const x = -wide / 2 + spacing.width / 2 + i * (spacing.width + spacing.across)
      link(fork, `path ${lane.path.key}`, 'smoothstep')
      return column(lane, x, y + 34)
    })
    const join = `join ${key}`
    const bottom = Math.max(...columns.map((one) => one.bottom))
    y = bottom + gap - 6
    for (const [i, lane] of columns.entries()) {
      // Every lane leads down to the same height before it turns.
      const tail = `tail ${item.lanes[i]?.path.key}`
      put(tail, 'tail', { width: 1, height: 1 }, { x: lane.x, y })
      link(lane.last, tail)
      link(tail, join, 'smoothstep')
    }
    y = put(join, 'join', dot, { x: 0, y: y + 24 })
    slot(join, { at: item.end }, 0, y)
    before = join
  }
  y = put('end', 'end', end, { x: 0, y: y + gap, data: {} })
  link(before, 'end')
  const left = Math.min(...nodes.map(({ position }) => position.x))
  const right = Math.max(...nodes.map(({ position, width = 0 }) => position.x + width))
  return { nodes, edges, left, width: right - left, height: y }
}

const arrow = { type: MarkerType.Arrow, width: 14, height: 14, color: 'var(--edge)' }

const center = ({ position, width = 0, height = 0 }: Node) => ({
  x: position.x + (width ?? 0) / 2,
  y: position.y + (height ?? 0) / 2,
})
const isChoosable = ({ type }: Node) => ['step', 'path', 'branching'].includes(type ?? '')
const nearestBy = (nodes: readonly Node[], distance: (node: Node) => number) => {
  const found = nodes.filter(isChoosable).toSorted((one, two) => distance(one) - distance(two))[0]
  return found && Number.isFinite(distance(found)) ? found.id : undefined
}

/** The nearest node in a direction: for the arrow keys. Only what can be selected counts. */
export function nearest(nodes: readonly Node[], from: string, to: 'up' | 'down' | 'left' | 'right') {
  const start = nodes.find(({ id }) => id === from)
  if (!start) return undefined
  const here = center(start)
  return nearestBy(
    nodes.filter(({ id }) => id !== from),
    (node) => {
      const [dx, dy] = [center(node).x - here.x, center(node).y - here.y]
      const along = { up: -dy, down: dy, left: -dx, right: dx }[to]
      const aside = Math.abs(to === 'up' || to === 'down' ? dx : dy)
      return along > 4 ? along + aside * 2 : Number.POSITIVE_INFINITY
    },
  )
}

/** The node nearest to where one was. */
export function closest(nodes: readonly Node[], gone: Node) {
  const there = center(gone)
  return nearestBy(nodes, (node) => Math.hypot(center(node).x - there.x, center(node).y - there.y))
}
