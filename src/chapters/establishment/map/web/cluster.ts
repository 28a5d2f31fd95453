import type { Spot } from './albers.ts'

export type Placed<T> = Spot & { item: T }
/** Points that stand too close to tell apart at a zoom, or one point alone. */
export type Cluster<T> = Spot & {
  key: string
  items: T[]
  west: number
  east: number
  north: number
  south: number
}

/**
 * Gathers points into one mark per neighbourhood. `reach` is the least distance of two marks in units of the
 * drawing (44 screen pixels over the zoom). Points are taken in a grid of that width, then grids whose middles
 * still touch are joined: two passes over the points. Invariant: every point is in
 * exactly one cluster, and the same points give the same clusters in the same order.
 */
export function cluster<T>(points: Placed<T>[], reach: number): Cluster<T>[] {
  const cells = new Map<string, Placed<T>[]>()
  for (const point of points) {
    const key = `${Math.floor(point.x / reach)}:${Math.floor(point.y / reach)}`
    const cell = cells.get(key)
    if (cell) cell.push(point)
    else cells.set(key, [point])
  }
  const largestFirst = [...cells].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
  const clusters = new Map<string, Cluster<T>>()
  for (const [key, members] of largestFirst) {
    const made = gather(key, members)
    const near = neighbours(key)
      .map((other) => clusters.get(other))
      .find((other) => other && Math.hypot(other.x - made.x, other.y - made.y) < reach * 0.75)
    if (near) clusters.set(near.key, join(near, made))
    else clusters.set(key, made)
  }
  return [...clusters.values()]
}

function gather<T>(key: string, members: Placed<T>[]): Cluster<T> {
  const xs = members.map(({ x }) => x)
  const ys = members.map(({ y }) => y)
  return {
    key,
    items: members.map(({ item }) => item),
    x: xs.reduce((sum, x) => sum + x, 0) / xs.length,
    y: ys.reduce((sum, y) => sum + y, 0) / ys.length,
    west: Math.min(...xs),
    east: Math.max(...xs),
    north: Math.min(...ys),
    south: Math.max(...ys),
  }
}

function join<T>(one: Cluster<T>, other: Cluster<T>): Cluster<T> {
  const [a, b] = [one.items.length, other.items.length]
  return {
    key: one.key,
    items: [...one.items, ...other.items],
    x: (one.x * a + other.x * b) / (a + b),
    y: (one.y * a + other.y * b) / (a + b),
    west: Math.min(one.west, other.west),
    east: Math.max(one.east, other.east),
    north: Math.min(one.north, other.north),
    south: Math.max(one.south, other.south),
  }
}

function neighbours(key: string): string[] {
  const [x = 0, y = 0] = key.split(':').map(Number)
  return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => `${x + dx}:${y + dy}`))
}
