import type { Diary } from './diary.ts'
import type { Numbers } from './numbers.ts'
import type { Options } from './options.ts'
import type { Random } from './random.ts'
import type { Trail } from './trail.ts'
import type { WorkingIndex } from './working-index.ts'

/** What every part of the simulation works with. */
export type World = {
  options: Options
  /** Where the product is reached, as its papers say. */
  base_url: string
  random: Random
  /** What codes on papers are drawn from, so that nothing else follows from how many there are. */
  codes: Random
  /** The first midnight of the simulated years, and the last moment of them, in milliseconds since 1970. */
  begin: number
  end: number
  work: WorkingIndex
  trail: Trail
  diary: Diary
  numbers: Numbers
}
