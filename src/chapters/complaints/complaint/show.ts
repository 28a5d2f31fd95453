import type { Selectable } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { namesOf } from '../../../kernel/approvals/request/names.ts'
import type { WorkCalendar } from '../../../kernel/calendar/calendar.ts'
import { calendarsOf } from '../../../kernel/calendar/calendar-of.ts'
import { dayMinutes } from '../../../kernel/calendar/day-minutes.ts'
import { workingTimeLeft } from '../../../kernel/calendar/working-time.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { readNames } from '../../../kernel/org/list.ts'
import { dueOf } from '../clocks/keep.ts'
import { readTitles } from '../terms/rows.ts'
import type { ListedComplaint } from './contract.ts'
import { typed } from './life/row.ts'
import { readSignals } from './signal/show.ts'
import { subjectIn } from './unworded.ts'

type Row = Selectable<DB['complaints.complaint']>

/** Rows as lists and pages show them, with every name looked up at once. */
export async function showComplaints(ctx: Ctx, rows: Row[]): Promise<ListedComplaint[]> {
  const organisations = await readNames(
    ctx,
    rows.map(({ org_id }) => org_id),
  )
  const person = await namesOf(
    ctx,
    rows.flatMap(({ staff_id, handler_id }) => [staff_id, handler_id].filter((id) => id !== null)),
  )
  const title = await readTitles(ctx)
  const signals = await readSignals(ctx, rows, title)
  const calendars = await calendarsOf(ctx, [...new Set(rows.map(({ org_id }) => org_id))])
  return rows.map(typed).map((row) => {
    const calendar = calendars.get(row.org_id)!
    const due_at = dueOf(row.next_due_at)
    return {
      ...{ id: row.id, organisation: organisations.get(row.org_id)!, number: row.number, state: row.state },
      ...{ channel: row.channel, kind: row.kind, severity: row.severity },
      subject: subjectIn(ctx.language, title, row),
      kind_title: title('kind', row.kind, row.kind_version) ?? row.kind,
      service: row.service_key && title('service', row.service_key, row.service_version),
      cause: row.cause_key && title('cause', row.cause_key, row.cause_version),
      staff: row.staff_id ? person(row.staff_id) : null,
      handler: row.handler_id ? person(row.handler_id) : null,
      ...{ service_on: row.service_on, received_at: row.received_at, due_at },
      minutes_left: due_at ? minutesLeft(calendar, ctx.now, new Date(due_at)) : null,
      day_minutes: dayMinutes(calendar),
      signals: signals(row.id),
      ...{ claimed: row.claimed, compensated: row.compensated, currency: row.currency },
    }
  })
}

/** Further away than a season it is said by its day alone. */
const season = 92 * 24 * 3_600_000

function minutesLeft(calendar: WorkCalendar, now: Date, due: Date): number | null {
  if (Math.abs(due.getTime() - now.getTime()) > season) return null
  return Math.round(workingTimeLeft(calendar, now, due))
}
