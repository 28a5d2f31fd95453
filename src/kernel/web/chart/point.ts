/** One bar of a chart, one point of its line, one row of its table. */
export type ChartPoint = {
  key: string
  title: string
  /** Not negative. */
  value: number
  /** The list the value opens: a path of the app. */
  to?: string | undefined
  /** Of a Pareto chart: how much of everything this one and those before it make up, from 0 to 1. */
  together?: number
}

/**
 * `ranking`: bars below each other, names of any length. `trend`: a line through periods of time. `pareto`: the most
 * frequent first, with the line of what they make up together.
 */
export type ChartLook = 'ranking' | 'trend' | 'pareto'
