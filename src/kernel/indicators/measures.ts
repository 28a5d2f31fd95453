import type { RawBuilder } from 'kysely'
import type { Asked } from '../controls/register-control.ts'

/** How an indicator is counted from what the system knows, as the part that knows it registers it. */
export type Measure = {
  /** `issues.rectified_on_time` */
  key: string
  /** The indicator whose reported values it counts against: a correction of those counts it anew. */
  reads?: string
  /**
   * One set-based query of `org_id, numerator, denominator` for all organisations; the value is their quotient, in
   * percent or in a thousand where the indicator's unit says so. An organisation without anything to count has no row.
   */
  sql: (asked: Asked) => RawBuilder<unknown>
  /** The list it is counted from, narrowed to an organisation and the period's days. */
  records: (of: { org_id: string | null; from: string; to: string }) => string
}

const known = new Map<string, Measure>()

export function registerMeasure(measure: Measure): void {
  known.set(measure.key, measure)
}

export const measuresReading = (key: string): Measure[] =>
  [...known.values()].filter(({ reads }) => reads === key)

export const findMeasure = (key: string): Measure | undefined => known.get(key)
