import { sql } from 'kysely'
import { registerControl } from '../controls/register-control.ts'

/**
 * How clause 6.3.2 is kept: warnings raised in the period that somebody responded to within 24 hours. One counts as soon as
 * somebody did, or once its hours are over; one that was lifted before they were asks for nothing.
 */
export function registerIndicatorControls(): void {
  registerControl({
    key: 'risk.warnings_handled',
    records: {
      list: '/indicators/warnings',
      permission: 'indicators.indicator.read',
      note: 'indicators.page.counted_when',
    },
    within: ({ start, end }, w) =>
      sql`(${sql.ref(`${w}.raised_at`)} >= ${start} and ${sql.ref(`${w}.raised_at`)} < ${end})`,
    sql: ({ start, end, now }) => sql`
      select w.org_id, w.id record_id, (coalesce(w.responded_at, 'infinity') <= w.raised_at + interval '24 hours')::int met, 1 total
      from kernel.indicator_warning w
      where w.raised_at >= ${start} and w.raised_at < ${end} and (
        w.responded_at <= w.raised_at + interval '24 hours'
        or w.raised_at + interval '24 hours' < least(${now}::timestamptz, coalesce(w.rearmed_at, 'infinity')))`,
  })
}
