import { kilometresTo, provinceOfPoint } from './province-of-point.ts'

export type PointReading =
  | { how: 'none' }
  | { how: 'unreadable' }
  | { how: 'outside'; longitude: number; latitude: number }
  | { how: 'inside'; longitude: number; latitude: number }
  | { how: 'swapped'; longitude: number; latitude: number }
  | { how: 'elsewhere'; longitude: number; latitude: number; found: string | null; km: number }

/** Two decimals are a kilometre and the outline is coarse: nearer than this to its province a point is believed. */
const tolerance = 15

const seen = new Map<string, PointReading>()

/** Reads a place on the map and compares it with the province; the same point is worked out once. */
export function readPoint(input: {
  longitude: string
  latitude: string
  province: string | undefined
}): PointReading {
  const key = `${input.longitude}|${input.latitude}|${input.province}`
  const known = seen.get(key)
  if (known) return known
  const reading = work(input)
  if (seen.size > 20_000) seen.clear()
  seen.set(key, reading)
  return reading
}

function work({ longitude: east, latitude: north, province }: Parameters<typeof readPoint>[0]): PointReading {
  if (!east.trim() && !north.trim()) return { how: 'none' }
  const [longitude, latitude] = [degrees(east), degrees(north)]
  if (longitude === undefined || latitude === undefined) return { how: 'unreadable' }
  if (longitude === 0 && latitude === 0) return { how: 'unreadable' }
  if (isInChina(latitude, longitude) && !isInChina(longitude, latitude))
    return { how: 'swapped', longitude: latitude, latitude: longitude }
  if (!isInChina(longitude, latitude)) return { how: 'outside', longitude, latitude }
  if (!province) return { how: 'inside', longitude, latitude }
  const km = kilometresTo(province, longitude, latitude)
  if (km <= tolerance) return { how: 'inside', longitude, latitude }
  return {
    how: 'elsewhere',
    longitude,
    latitude,
    found: provinceOfPoint(longitude, latitude) ?? null,
    km: Math.round(km),
  }
}

/** The country's extremes, with its islands. */
const isInChina = (x: number, y: number) => x >= 73.4 && x <= 135.1 && y >= 3.4 && y <= 53.6

/** Decimal degrees, with a degree sign or a letter for the side: `121.47`, `121.47°E`, `E121.47`. */
function degrees(written: string): number | undefined {
  const text = written
    .normalize('NFKC')
    .replace(/\s|°|\u5ea6/g, '')
    .replace(/^[EN](?=\d)|(?<=\d)[EN]$/i, '')
  return /^-?\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : undefined
}
