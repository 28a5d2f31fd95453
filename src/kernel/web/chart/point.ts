/** One bar of a picture, or one point of its line. */
export type DrawnPoint = {
  key: string
  title: string
  /** Not negative. */
  value: number
  /** The list the value opens: a path of the app. Several folded into one bar open none. */
  to?: string
  /** Of a Pareto chart: how much of everything this one and those before it make up, from 0 to 1. */
  together?: number
}

/** One row of the table beside it, which always opens its list. */
export type ChartPoint = DrawnPoint & {
  to: string
  /** Last, and none of those that are ranked: what states nothing. */
  apart?: boolean
}

/**
 * `ranking`: bars below each other, names of any length. `trend`: a line through periods of time. `pareto`: the most
 * frequent first, with the line of what they make up together.
 */
export type ChartLook = 'ranking' | 'trend' | 'pareto'
