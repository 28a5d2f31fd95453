import { Groups } from '../../../../kernel/compact/groups.ts'
import type { Entries } from './entry.ts'

type Middle = { city: string; number: number; x: number; y: number }

/** Farther than this from the middle of its own city's outlets, and nearer than this to another's: kilometres. */
const far = 50
const near = 20

/** Doubts rows whose point lies among the outlets of another city of the same file, though it is inside the province. */
export function doubtFarPoints(entries: Entries) {
  const { x, y, cities } = entries
  const cityOf = (at: number) => (entries.isRefused(at) ? 0 : entries.city.at(at))
  const groups = new Groups(entries.length, cities.length, cityOf)
  const middles = new Map<string, Middle[]>()
  for (const at of entries.standing()) {
    const number = cityOf(at)
    const group = groups.of(number)
    if (group[0] !== at || group.length < 2) continue
    const { province, city } = cities[number - 1]!
    const middle = {
      city,
      number,
      x: median(group, (one) => x.at(one)),
      y: median(group, (one) => y.at(one)),
    }
    middles.set(province, [...(middles.get(province) ?? []), middle])
  }
  for (const at of entries.standing()) {
    const number = cityOf(at)
    if (number === 0) continue
    const { province, city } = cities[number - 1]!
    const all = (middles.get(province) ?? []).map((middle) => ({
      ...middle,
      km: kilometres(middle, x.at(at), y.at(at)),
    }))
    const own = all.find((middle) => middle.city === city)
    const nearest = all.sort((a, b) => a.km - b.km)[0]
    if (own && nearest && nearest.city !== city && own.km > far && nearest.km < near)
      entries.fault(at, 'point_nearer_other_city', nearest.number, Math.round(own.km))
  }
}

const kilometres = ({ x, y }: { x: number; y: number }, px: number, py: number) =>
  Math.hypot((px - x) * Math.cos((py * Math.PI) / 180) * 111.32, (py - y) * 110.57)

const median = (places: Int32Array, of: (place: number) => number) =>
  Float64Array.from(places, (place) => of(place)).sort()[places.length >> 1] ?? 0
