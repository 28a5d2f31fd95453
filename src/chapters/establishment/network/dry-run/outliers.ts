import { type Entry, isRefused } from './entry.ts'
import { groupBy } from './match.ts'

type Middle = { city: string; x: number; y: number }

/** Farther than this from the middle of its own city's outlets, and nearer than this to another's: kilometres. */
const far = 50
const near = 20

/** Doubts rows whose point lies among the outlets of another city of the same file, though it is inside the province. */
export function doubtFarPoints(entries: Entry[]) {
  const placed = entries.filter(
    (entry) => !isRefused(entry) && entry.row.place.city && entry.row.values.longitude !== undefined,
  )
  const middles = new Map<string, Middle[]>()
  for (const [key, group] of groupBy(placed, keyOf)) {
    if (group.length < 2) continue
    const province = key.slice(0, 2)
    const middle = {
      city: key.slice(2),
      x: median(group.map(({ row }) => row.values.longitude!)),
      y: median(group.map(({ row }) => row.values.latitude!)),
    }
    middles.set(province, [...(middles.get(province) ?? []), middle])
  }
  for (const entry of placed) {
    const { city, longitude: x = 0, latitude: y = 0 } = entry.row.values
    const all = (middles.get(entry.row.place.province ?? '') ?? []).map((middle) => ({
      ...middle,
      km: kilometres(middle, x, y),
    }))
    const own = all.find((middle) => middle.city === city)
    const nearest = all.sort((a, b) => a.km - b.km)[0]
    if (own && nearest && nearest.city !== city && own.km > far && nearest.km < near)
      entry.faults.push({
        code: 'point_nearer_other_city',
        field: 'longitude',
        params: { stated: city ?? '', found: nearest.city, km: Math.round(own.km) },
      })
  }
}

const keyOf = ({ row }: Entry) => `${row.place.province}${row.values.city}`

const kilometres = ({ x, y }: Middle, px: number, py: number) =>
  Math.hypot((px - x) * Math.cos((py * Math.PI) / 180) * 111.32, (py - y) * 110.57)

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
