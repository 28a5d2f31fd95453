import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Makes `web/china-outline.json` from the province outlines of the npm package echarts 4.9.0 (Apache-2.0):
 *
 *   npm pack echarts@4.9.0 && tar xzf echarts-4.9.0.tgz
 *   node src/chapters/establishment/map/derive-outline.ts package/map/json/china.json
 *
 * Run only when the outline itself is to change. Rounding to a hundredth of a degree keeps the corners two
 * provinces share equal, so no gaps open between neighbours.
 */

type Encoded = {
  features: {
    id: string
    properties: { cp: [number, number] }
    geometry:
      | { type: 'Polygon'; coordinates: string[]; encodeOffsets: [number, number][] }
      | { type: 'MultiPolygon'; coordinates: string[][]; encodeOffsets: [number, number][][] }
  }[]
}
type Ring = [number, number][]

/** Undoes echarts' packing: zig-zag deltas of 1/1024 degree, one character each. */
function unpack(text: string, offset: [number, number]): Ring {
  const zigZag = (code: number) => ((code - 64) >> 1) ^ -((code - 64) & 1)
  let [x, y] = offset
  const ring: Ring = []
  for (let at = 0; at < text.length; at += 2) {
    x += zigZag(text.charCodeAt(at))
    y += zigZag(text.charCodeAt(at + 1))
    ring.push([Math.round((x / 1024) * 100), Math.round((y / 1024) * 100)])
  }
  return ring
}

/** `x y dx dy dx dy ...` in hundredths of a degree, without repeated points. */
function pack(ring: Ring): string | undefined {
  const corners = ring.filter(([x, y], at) => at === 0 || x !== ring[at - 1]![0] || y !== ring[at - 1]![1])
  if (corners.length < 4) return undefined
  return corners
    .flatMap(([x, y], at) => (at === 0 ? [x, y] : [x - corners[at - 1]![0], y - corners[at - 1]![1]]))
    .join(' ')
}

const ringsOf = ({ geometry }: Encoded['features'][number]): Ring[] =>
  geometry.type === 'Polygon'
    ? geometry.coordinates.map((text, at) => unpack(text, geometry.encodeOffsets[at]!))
    : geometry.coordinates.flatMap((polygon, p) =>
        polygon.map((text, at) => unpack(text, geometry.encodeOffsets[p]![at]!)),
      )

/** Diaoyu Dao is missing from the file and added by echarts when it draws (`lib/coord/geo/fix/diaoyuIsland.js`). */
const diaoyu: Ring = [
  [12345, 2574],
  [12350, 2574],
  [12350, 2575],
  [12345, 2575],
  [12345, 2574],
]

/**
 * The South China Sea inset as echarts draws it (`lib/coord/geo/fix/nanhai.js`), in the inset's own units of
 * 64 × 93: the coast, Hainan, and the dashes.
 */
const inset = [
  '0,3.5 7,11.2 15,11.9 30,7 42,0.7 52,0.7 56,7.7 59,0.7 64,0.7 64,0 5,0 0,3.5',
  '13,16.1 19,14.7 16,21.7 11,23.1 13,16.1',
  '12,32.2 14,38.5 15,38.5 13,32.2',
  '16,47.6 12,53.2 13,53.2 18,47.6',
  '6,64.4 8,70 9,70 8,64.4',
  '23,82.6 29,79.8 30,79.8 25,82.6',
  '37,70.7 43,62.3 44,62.3 39,70.7',
  '48,51.1 51,45.5 53,45.5 50,51.1',
  '51,35 51,28.7 53,28.7 53,35',
  '52,22.4 55,17.5 56,17.5 53,22.4',
  '58,12.6 62,7 63,7 60,12.6',
]

const round = (degrees: number) => Math.round(degrees * 100) / 100

const source = process.argv[2]
if (!source) throw new Error('Say where china.json of echarts 4.9.0 lies.')
const { features } = JSON.parse(readFileSync(source, 'utf8')) as Encoded
const provinces = features
  .filter((feature) => /^\d{6}$/.test(feature.id))
  .map((feature) => {
    const code = feature.id.slice(0, 2)
    const rings = code === '71' ? [...ringsOf(feature), diaoyu] : ringsOf(feature)
    return { code, label: feature.properties.cp.map(round), rings: rings.map(pack).filter((ring) => ring) }
  })
  .sort((a, b) => a.code.localeCompare(b.code))
const outline = {
  source: 'npm package echarts 4.9.0, map/json/china.json and lib/coord/geo/fix, rounded to 0.01 degree',
  licence: 'Apache-2.0, Copyright The Apache Software Foundation',
  provinces,
  inset: { width: 64, height: 93.1, shapes: inset },
}
writeFileSync(new URL('./web/china-outline.json', import.meta.url), `${JSON.stringify(outline)}\n`)
