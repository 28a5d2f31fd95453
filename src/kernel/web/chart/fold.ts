import type { ChartLook, ChartPoint, DrawnPoint } from './point.ts'

/** So many bars are told apart in one picture. */
const most = 30

type Folding = { look: ChartLook; points: ChartPoint[]; others: (count: number) => string }

/** The bars of a picture: the most frequent, one of all others together, and what stands apart. A line has all its points. */
export function foldLast({ look, points, others }: Folding): DrawnPoint[] {
  const ranked = points.filter(({ apart }) => !apart)
  const rest = ranked.slice(most)
  if (look === 'trend' || rest.length < 2) return points
  const value = rest.reduce((sum, point) => sum + point.value, 0)
  const { together } = rest.at(-1)!
  const folded = { key: '*', title: others(rest.length), value, ...(together !== undefined && { together }) }
  return [...ranked.slice(0, most), folded, ...points.filter(({ apart }) => apart)]
}
