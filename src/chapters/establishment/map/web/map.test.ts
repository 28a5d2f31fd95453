import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawing, project, unproject } from './albers.ts'
import { besideMarks } from './beside-marks.ts'
import { cluster } from './cluster.ts'
import { cornersOf, provinces } from './outline.ts'
import { moved, offset, toScreen, whole, zoomAt, zooms, zoomTo } from './view.ts'

const inChina = fc.tuple(
  fc.double({ min: 73, max: 135, noNaN: true }),
  fc.double({ min: 18, max: 54, noNaN: true }),
)

describe('the projection', () => {
  test('a place comes back from the drawing', () => {
    fc.assert(
      fc.property(inChina, ([x, y]) => {
        const [east, north] = unproject(project([x, y]))
        expect(east).toBeCloseTo(x, 8)
        expect(north).toBeCloseTo(y, 8)
      }),
    )
  })

  test('areas are true: a square degree shrinks towards the pole as on the globe', () => {
    const area = (latitude: number) => {
      const side = 0.001
      const [a, b, c] = [
        project([110, latitude]),
        project([110 + side, latitude]),
        project([110, latitude + side]),
      ]
      return (
        Math.abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / Math.cos((latitude * Math.PI) / 180)
      )
    }
    for (const latitude of [20, 30, 40, 50]) expect(area(latitude) / area(35)).toBeCloseTo(1, 3)
  })

  test('the meridian 105° E stands upright, north is up', () => {
    expect(project([105, 20]).x).toBeCloseTo(project([105, 50]).x, 9)
    expect(project([105, 50]).y).toBeLessThan(project([105, 20]).y)
  })
})

describe('the outline', () => {
  test('has all 34 provinces and lies inside the drawing', () => {
    expect(provinces).toHaveLength(34)
    for (const { path } of provinces)
      for (const [, x, y] of path.matchAll(/([\d.-]+) ([\d.-]+)/g)) {
        expect(Number(x)).toBeGreaterThan(0)
        expect(Number(x)).toBeLessThan(drawing.width)
        expect(Number(y)).toBeGreaterThan(0)
        expect(Number(y)).toBeLessThan(drawing.height)
      }
  })

  test('a ring is written as a corner and steps of hundredths', () => {
    expect(cornersOf('11721 4008 -12 0 -7 -5')).toEqual([
      [117.21, 40.08],
      [117.09, 40.08],
      [117.02, 40.03],
    ])
  })
})

describe('clusters', () => {
  const spots = fc.array(
    fc.record({ x: fc.integer({ min: 0, max: 1000 }), y: fc.integer({ min: 0, max: 800 }), item: fc.nat() }),
    { maxLength: 300 },
  )
  test('hold every point exactly once', () => {
    fc.assert(
      fc.property(spots, fc.integer({ min: 1, max: 200 }), (points, reach) => {
        const items = cluster(points, reach).flatMap((one) => one.items)
        expect(items.toSorted((a, b) => a - b)).toEqual(
          points.map(({ item }) => item).toSorted((a, b) => a - b),
        )
      }),
    )
  })

  test('part as one looks closer, and those at one spot never do', () => {
    const points = [
      { x: 100, y: 100, item: 'a' },
      { x: 103, y: 100, item: 'b' },
      { x: 500, y: 500, item: 'c' },
      { x: 500, y: 500, item: 'd' },
    ]
    const sizes = (reach: number) =>
      cluster(points, reach)
        .map(({ items }) => items.length)
        .sort()
    expect(sizes(46)).toEqual([2, 2])
    expect(sizes(1)).toEqual([1, 1, 2])
  })

  test('of 3,000 points none is lost and none counted twice', () => {
    const points = Array.from({ length: 3000 }, (_, item) => ({
      x: (item * 37) % 1000,
      y: (item * 91) % 800,
      item,
    }))
    const gathered = cluster(points, 20).flatMap(({ items }) => items)
    expect(gathered.sort((a, b) => a - b)).toEqual(points.map(({ item }) => item))
  })
})

describe('the view', () => {
  const size = { width: 900, height: 700 }
  const inSight = fc.record({
    x: fc.double({ min: 200, max: 700, noNaN: true }),
    y: fc.double({ min: 200, max: 500, noNaN: true }),
  })

  test('zooming keeps the spot under the pointer where it is', () => {
    fc.assert(
      fc.property(inSight, fc.double({ min: 1, max: 4, noNaN: true }), (at, factor) => {
        const before = zoomAt(whole, 2, { x: 450, y: 350 }, size)
        const corner = offset(before, size)
        const scale = toScreen({ x: 1, y: 0 }, before, size).x - corner.x
        const spot = { x: (at.x - corner.x) / scale, y: (at.y - corner.y) / scale }
        const after = toScreen(spot, zoomAt(before, factor, at, size), size)
        expect(after.x).toBeCloseTo(at.x, 6)
        expect(after.y).toBeCloseTo(at.y, 6)
      }),
    )
  })

  test('zooming stays within its limits, and the country never leaves the screen', () => {
    expect(zoomAt(whole, 1000, { x: 0, y: 0 }, size).zoom).toBe(zooms.most)
    expect(zoomAt(whole, 0.01, { x: 0, y: 0 }, size).zoom).toBe(zooms.least)
    const far = moved(whole, 1e6, -1e6, size)
    const corner = offset(far, size)
    expect(corner.x).toBeLessThanOrEqual(size.width * (2 / 3))
    expect(toScreen({ x: drawing.width, y: drawing.height }, far, size).y).toBeGreaterThanOrEqual(
      size.height / 3 - 1,
    )
  })

  test('looking at a part brings its middle to the middle', () => {
    const box = { west: 600, east: 640, north: 400, south: 430 }
    const middle = toScreen({ x: 620, y: 415 }, zoomTo(box, size), size)
    expect(middle.x).toBeCloseTo(size.width / 2, 6)
    expect(middle.y).toBeCloseTo(size.height / 2, 6)
  })
})

test('a province’s name steps aside where a mark would cover it, and never far', () => {
  const name = { x: 100, y: 100 }
  const mark = (x: number, y: number, many = 1) => ({ x, y, items: Array(many) })
  expect(besideMarks(name, [], 2)).toBe(100)
  expect(besideMarks(name, [mark(160, 100)], 2)).toBe(100)
  expect(besideMarks(name, [mark(104, 98)], 2)).toBe(107)
  expect(besideMarks(name, [mark(104, 98)], 1)).toBe(114)
  expect(besideMarks(name, [mark(104, 98, 2)], 2)).toBe(111)
  expect(besideMarks(name, [mark(100, 98), mark(100, 105), mark(100, 112)], 2)).toBe(93)
  // Marks wherever it could go: it stays where it is looked for.
  expect(
    besideMarks(
      name,
      [80, 90, 100, 110, 120].map((y) => mark(100, y, 9)),
      2,
    ),
  ).toBe(100)
})
