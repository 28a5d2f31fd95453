import type { ClauseStanding as Bar } from '../../regulation/web/standing.ts'
import type { ClauseStanding } from '../contract.ts'

/**
 * A clause's standing as the bar beside it shows it. The records open where they are exactly what the number counts; what
 * else there is to open is on the clause's own page, which says how it was counted.
 */
export function barOf({ met, total, status, records, controls }: ClauseStanding): Bar {
  const exact = records !== null && controls.every(({ records_note }) => records_note === null)
  return { met, total, status, ...(exact ? { to: records } : {}) }
}
