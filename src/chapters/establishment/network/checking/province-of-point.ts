import { readFileSync } from 'node:fs'

type Box = { code: string; ring: Float64Array; west: number; east: number; south: number; north: number }

/** The outline the map draws, as closed rings of degrees (see `map/derive-outline.ts` for how a ring is written). */
const boxes: Box[] = (
  JSON.parse(readFileSync(new URL('../../map/web/china-outline.json', import.meta.url), 'utf8')) as {
    provinces: { code: string; rings: string[] }[]
  }
).provinces.flatMap(({ code, rings }) => rings.map((written) => boxOf(code, written)))

function boxOf(code: string, written: string): Box {
  const deltas = written.split(' ').map(Number)
  const ring = new Float64Array(deltas.length)
  for (let at = 0; at < deltas.length; at += 1) ring[at] = deltas[at]! / 100 + (at > 1 ? ring[at - 2]! : 0)
  const xs = ring.filter((_, at) => at % 2 === 0)
  const ys = ring.filter((_, at) => at % 2 === 1)
  return {
    code,
    ring,
    west: Math.min(...xs),
    east: Math.max(...xs),
    south: Math.min(...ys),
    north: Math.max(...ys),
  }
}

/** Kilometres from a point to a province's nearest edge; 0 inside it. */
export function kilometresTo(code: string, longitude: number, latitude: number): number {
  const own = boxes.filter((box) => box.code === code)
  if (own.some((box) => isInside(box, longitude, latitude))) return 0
  return Math.min(...own.map((box) => kilometresToEdge(box.ring, longitude, latitude)))
}

/** The province a point lies in, or the nearest within 60 km (the outline is coarse along coasts). */
export function provinceOfPoint(longitude: number, latitude: number): string | undefined {
  const inside = boxes.find((box) => isInside(box, longitude, latitude))
  if (inside) return inside.code
  const near = boxes
    .filter(
      (box) =>
        longitude > box.west - 1 &&
        longitude < box.east + 1 &&
        latitude > box.south - 1 &&
        latitude < box.north + 1,
    )
    .map((box) => ({ code: box.code, km: kilometresToEdge(box.ring, longitude, latitude) }))
    .sort((a, b) => a.km - b.km)[0]
  return near && near.km < 60 ? near.code : undefined
}

function isInside({ ring, west, east, south, north }: Box, x: number, y: number): boolean {
  if (x < west || x > east || y < south || y > north) return false
  let inside = false
  for (let at = 2; at < ring.length; at += 2) {
    const [x1, y1, x2, y2] = [ring[at - 2]!, ring[at - 1]!, ring[at]!, ring[at + 1]!]
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

/** Flat-earth distance, good to a per cent over a few hundred kilometres. */
function kilometresToEdge(ring: Float64Array, x: number, y: number): number {
  const wide = Math.cos((y * Math.PI) / 180) * 111.32
  let least = Number.POSITIVE_INFINITY
  for (let at = 2; at < ring.length; at += 2) {
    const [ax, ay] = [(ring[at - 2]! - x) * wide, (ring[at - 1]! - y) * 110.57]
    const [dx, dy] = [(ring[at]! - ring[at - 2]!) * wide, (ring[at + 1]! - ring[at - 1]!) * 110.57]
    const along = dx || dy ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy))) : 0
    least = Math.min(least, (ax + along * dx) ** 2 + (ay + along * dy) ** 2)
  }
  return Math.sqrt(least)
}
