/** Degrees east and north. */
export type Degrees = readonly [longitude: number, latitude: number]
/** A place on the drawing: `x` to the right, `y` down, in units of the drawing. */
export type Spot = { x: number; y: number }

const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Standard parallels 25° and 47° N and meridian 105° E: the usual choice for maps of China as a whole. */
const [south, north, meridian, middle] = [25, 47, 105, 36].map(radians) as [number, number, number, number]
const n = (Math.sin(south) + Math.sin(north)) / 2
const c = Math.cos(south) ** 2 + 2 * n * Math.sin(south)
const radius = (latitude: number) => Math.sqrt(c - 2 * n * Math.sin(latitude)) / n
const atMiddle = radius(middle)

/** Units of the drawing per radius of the earth: the country is then about 1,000 units wide. */
const scale = 1290
const origin = { x: 542, y: 438 }

/** The size of the drawing; the whole country lies inside. */
export const drawing = { width: 1000, height: 870 } as const

/**
 * Albers' equal-area conic projection (Snyder, Map Projections, USGS 1395, §14): areas are true, so that a dense
 * province looks dense wherever it lies.
 */
export function project([longitude, latitude]: Degrees): Spot {
  const angle = n * (radians(longitude) - meridian)
  const far = radius(radians(latitude))
  return {
    x: origin.x + scale * far * Math.sin(angle),
    y: origin.y - scale * (atMiddle - far * Math.cos(angle)),
  }
}

export function unproject({ x, y }: Spot): Degrees {
  const east = (x - origin.x) / scale
  const down = atMiddle - (origin.y - y) / scale
  const far = Math.hypot(east, down)
  const longitude = meridian + Math.atan2(east, down) / n
  const latitude = Math.asin((c - (far * n) ** 2) / (2 * n))
  return [(longitude * 180) / Math.PI, (latitude * 180) / Math.PI]
}
