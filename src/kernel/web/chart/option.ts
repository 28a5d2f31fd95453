import type { EChartsCoreOption } from 'echarts/core'
import { chartColours, fonts, type Mode, tokens } from '../theme/tokens.ts'
import type { ChartLook, DrawnPoint } from './point.ts'

export type Drawn = {
  look: ChartLook
  points: DrawnPoint[]
  /** What is counted; stands at the axis. */
  unit: string
  /** What the second line of a Pareto chart means. */
  together: string
  /** Pixels there are. */
  width: number
  mode: Mode
  motion: boolean
  number: (value: number) => string
  percent: (share: number) => string
}

/** Pixels that a bar with its gap takes where bars lie below each other. */
const band = 30
/** Room for the axis, its unit and, above, for the second axis of a Pareto chart. */
const room = 48

/** Narrower than this the names of causes don't fit below columns: the chart is turned. */
const narrow = 600

export const isTurned = ({ look, width }: { look: ChartLook; width: number }): boolean =>
  look === 'ranking' || (look === 'pareto' && width < narrow)

/** Pixels a chart is high, before it is drawn too: nothing below it jumps. */
export const heightOf = ({ look, points, width }: Pick<Drawn, 'look' | 'points' | 'width'>): number =>
  isTurned({ look, width })
    ? points.length * band + room * (look === 'pareto' ? 2 : 1)
    : Math.min(420, Math.max(320, points.length * band))

/** What ECharts is told: our colours, the value at each bar, units at the axes, whole numbers only. */
export function optionOf(drawn: Drawn): EChartsCoreOption {
  const { look, points, unit, mode, motion, number } = drawn
  const turned = isTurned(drawn)
  const colours = tokens[mode]
  const named = {
    type: 'category',
    data: points.map(({ title }) => title),
    inverse: turned,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.edge } },
    axisLabel: { color: colours.inkSoft, ...namesOf(drawn) },
  }
  const counted = {
    ...{ type: 'value', name: unit, minInterval: 1, position: turned ? 'bottom' : 'left' },
    ...axisLook(mode, turned),
    axisLabel: { color: colours.inkFaint, formatter: number, hideOverlap: true },
    splitLine: { lineStyle: { color: colours.line } },
  }
  const counts = look === 'pareto' ? [counted, shareAxis(drawn)] : [counted]
  return {
    animation: motion,
    aria: { enabled: false },
    textStyle: { fontFamily: fonts.sans, fontSize: 12 },
    grid: gridOf(drawn),
    tooltip: tooltipOf(drawn),
    xAxis: turned ? counts : [named],
    yAxis: turned ? [named] : counts,
    series: look === 'pareto' ? [...paretoBars(drawn), togetherOf(drawn)] : [countsOf(drawn)],
  }
}

const gridOf = ({ look, width, ...rest }: Drawn) => {
  if (!isTurned({ look, width })) return { left: 8, right: look === 'pareto' ? 8 : 16, top: room, bottom: 8 }
  // Fixed, so that each bar lies beside its row of pixels whatever the names are.
  return {
    ...{ left: nameWidth(width) + 12, right: 40, outerBoundsMode: 'none' },
    top: look === 'pareto' ? room : 4,
    height: rest.points.length * band,
  }
}

const nameWidth = (width: number) => Math.min(220, Math.round(width * 0.36))

const namesOf = (drawn: Drawn) => {
  const { look, points, width } = drawn
  if (isTurned(drawn)) return { width: nameWidth(width), overflow: 'truncate', interval: 0 }
  if (look === 'trend') return { hideOverlap: true }
  const each = (width - 100) / points.length
  return { interval: 0, overflow: 'truncate', width: each < 72 ? 96 : each - 8, rotate: each < 72 ? 38 : 0 }
}

const axisLook = (mode: Mode, turned: boolean) => ({
  nameLocation: 'end',
  // Above the number of a bar that reaches the top.
  nameGap: turned ? 8 : 24,
  nameTextStyle: { color: tokens[mode].inkFaint },
  ...(turned ? { nameLocation: 'middle', nameGap: 24 } : {}),
})

const shareAxis = (drawn: Drawn) => ({
  ...{ type: 'value', name: drawn.together, min: 0, max: 1, interval: 0.2 },
  position: isTurned(drawn) ? 'top' : 'right',
  ...axisLook(drawn.mode, isTurned(drawn)),
  nameTextStyle: {
    color: tokens[drawn.mode].inkFaint,
    ...(isTurned(drawn) ? {} : { align: 'right' }),
  },
  axisLabel: { color: tokens[drawn.mode].inkFaint, formatter: drawn.percent },
  splitLine: { show: false },
})

const countsOf = (drawn: Drawn) => {
  const { look, points, mode, number } = drawn
  const [first] = chartColours[mode]
  return {
    type: look === 'trend' ? 'line' : 'bar',
    data: points.map(({ value }) => value),
    ...{ color: first, barMaxWidth: isTurned(drawn) ? 16 : 40 },
    ...(look === 'trend' ? { symbol: 'circle', symbolSize: 8, lineStyle: { width: 2 } } : {}),
    label: {
      ...{ show: true, position: isTurned(drawn) ? 'right' : 'top', color: tokens[mode].ink },
      formatter: ({ value }: { value: number }) => number(value),
      ...{ textBorderColor: tokens[mode].card, textBorderWidth: 3 },
    },
    labelLayout: { hideOverlap: true },
    emphasis: { disabled: true },
  }
}

/** The bars lie below the line, their numbers above it. */
const paretoBars = (drawn: Drawn) => {
  const bars = countsOf(drawn)
  return [
    { ...bars, label: { show: false } },
    { ...bars, color: 'transparent', barGap: '-100%', z: 5, label: bars.label },
  ]
}

/** The line of a Pareto chart, and where four fifths are reached: the few causes that make up most of it lie before. */
const togetherOf = (drawn: Drawn) => {
  const { points, mode, percent } = drawn
  const turned = isTurned(drawn)
  const [, second] = chartColours[mode]
  return {
    type: 'line',
    ...(turned ? { xAxisIndex: 1 } : { yAxisIndex: 1 }),
    data: points.map(({ together }) => together ?? null),
    ...{ color: second, symbol: 'circle', symbolSize: 6, lineStyle: { width: 2 } },
    emphasis: { disabled: true },
    markLine: {
      ...{ silent: true, symbol: 'none', animation: false },
      lineStyle: { type: 'dashed', color: tokens[mode].grey },
      label: {
        show: !turned,
        formatter: percent(0.8),
        position: 'insideEndTop',
        color: tokens[mode].inkFaint,
      },
      data: [turned ? { xAxis: 0.8 } : { yAxis: 0.8 }],
    },
  }
}

/** Names in full, which may be cut at the axis. Drawn, not written into the page as markup. */
const tooltipOf = ({ points, unit, together, mode, number, percent }: Drawn) => ({
  trigger: 'axis',
  renderMode: 'richText',
  confine: true,
  axisPointer: { type: 'shadow', shadowStyle: { color: tokens[mode].ink, opacity: 0.08 }, animation: false },
  ...{ backgroundColor: tokens[mode].raised, borderColor: tokens[mode].line },
  textStyle: { color: tokens[mode].ink, fontSize: 12 },
  formatter: ([hit]: { dataIndex: number }[]) => {
    const point = points[hit?.dataIndex ?? -1]
    if (!point) return ''
    const share = point.together === undefined ? [] : [`${together} ${percent(point.together)}`]
    return [point.title, `${unit} ${number(point.value)}`, ...share].join('\n')
  },
})
