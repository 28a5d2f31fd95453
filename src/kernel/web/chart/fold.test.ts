import { expect, test } from 'vitest'
import { foldLast } from './fold.ts'
import type { ChartLook, ChartPoint } from './point.ts'

const ranked = (count: number): ChartPoint[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ key: `k${n}`, title: `第 ${n} 项`, value: count - n, to: `/list?n=${n}` },
    together: (n + 1) / count,
  }))
const apart: ChartPoint = { key: '', title: '未说明', value: 100, to: '/list?none', apart: true }
const others = (count: number) => `其余 ${count} 项`

test('beyond thirty the last bars are one, and the picture adds up as the table does', () => {
  const points = [...ranked(34), apart]
  const drawn = foldLast({ look: 'pareto', points, others })
  expect(drawn).toHaveLength(30 + 2)
  expect(drawn.slice(0, 30)).toEqual(points.slice(0, 30))
  expect(drawn[30]).toEqual({ key: '*', title: '其余 4 项', value: 4 + 3 + 2 + 1, together: 1 })
  expect(drawn[31]).toEqual(apart)
  const sum = (all: { value: number }[]) => all.reduce((sum, { value }) => sum + value, 0)
  expect(sum(drawn)).toBe(sum(points))
})

test('one more than thirty has its own name, and a line keeps every point', () => {
  const whole: [ChartLook, ChartPoint[]][] = [
    ['ranking', [...ranked(31), apart]],
    ['trend', ranked(60)],
  ]
  for (const [look, points] of whole) expect(foldLast({ look, points, others })).toEqual(points)
})
