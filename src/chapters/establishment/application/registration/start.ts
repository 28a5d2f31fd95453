import { calendarOf } from '../../../../kernel/calendar/calendar-of.ts'
import { addDays, addWorkingDays } from '../../../../kernel/calendar/working-days.ts'
import { newId } from '../../../../kernel/db/new-id.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Application } from '../life/row.ts'
import { todayOf } from '../papers/checklist.ts'
import { readRegistrationKinds } from '../papers/kinds.ts'

/** Starts the clock of each registration the kind needs, on the day of approval. */
export async function startRegistrations(ctx: Ctx, application: Application): Promise<void> {
  const { org_id, id, kind, organisation_id } = application
  const today = await todayOf(ctx, org_id)
  const wanted = await readRegistrationKinds(ctx, kind)
  const calendar = await calendarOf(ctx, org_id)
  const rows = wanted.map(({ key, days, working_days }) => ({
    ...{ org_id, id: newId(), application_id: id, organisation_id: organisation_id!, kind: key },
    due_on: working_days ? addWorkingDays(calendar, today, days) : addDays(today, days),
  }))
  if (rows.length > 0) await ctx.tx.insertInto('establishment.registration').values(rows).execute()
}
