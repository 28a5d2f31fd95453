import type { ClauseStanding as Bar } from '../../regulation/web/standing.ts'
import type { ClauseStanding } from '../contract.ts'

/** A clause's standing as the bar beside it shows it. Where nothing was counted there are no records to open. */
export function barOf({ met, total, status, records }: ClauseStanding): Bar {
  return { met, total, status, ...(records === null || total === 0 ? {} : { to: records }) }
}
