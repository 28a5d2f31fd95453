import { type Degrees, project, type Spot } from './albers.ts'
import china from './china-outline.json' with { type: 'json' }

export type Province = { code: string; path: string; label: Spot }
export type Inset = { x: number; y: number; width: number; height: number; shapes: string[] }

/** Corners in degrees of a ring written as `x y dx dy dx dy ...` in hundredths of a degree. */
export function cornersOf(ring: string): Degrees[] {
  const numbers = ring.split(' ').map(Number)
  let [x, y] = [0, 0]
  const corners: Degrees[] = []
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    x += numbers[at]!
    y += numbers[at + 1]!
    corners.push([x / 100, y / 100])
  }
  return corners
}

const pathOf = (ring: string) =>
  `M${cornersOf(ring)
    .map((corner) => {
      const { x, y } = project(corner)
      return `${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join('L')}Z`

/** The provinces as SVG paths; worked out once, a few milliseconds. */
export const provinces: Province[] = china.provinces.map(({ code, label, rings }) => ({
  code,
  path: rings.map(pathOf).join(''),
  label: project([label[0]!, label[1]!]),
}))

const insetWidth = 90

/** The South China Sea, in its frame at the lower right as on maps of the country. */
export const inset: Inset = {
  width: insetWidth,
  height: (insetWidth * china.inset.height) / china.inset.width,
  x: 905,
  y: 718,
  shapes: china.inset.shapes.map((points) =>
    points
      .split(' ')
      .map((point) =>
        point
          .split(',')
          .map((value) => ((Number(value) * insetWidth) / china.inset.width).toFixed(1))
          .join(','),
      )
      .join(' '),
  ),
}

export const source = { text: china.source, licence: china.licence }
