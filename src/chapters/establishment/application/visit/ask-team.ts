import { calendarOf } from '../../../../kernel/calendar/calendar-of.ts'
import { endOfWork } from '../../../../kernel/calendar/working-days.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { ask } from '../life/ask.ts'
import type { Application } from '../life/row.ts'
import { linkOfVisit, readVisits, visitSubjectOf } from './row.ts'

/** Each of the team finds this visit among their tasks, with its page; another visit is another task. */
export async function askTeam(
  ctx: Ctx,
  application: Application,
  { id, visited_on, visitors }: { id: string; visited_on: string; visitors: readonly string[] },
): Promise<void> {
  const { org_id } = application
  await ask(ctx, application, {
    kind: 'establishment.application.task.visit',
    persons: visitors,
    due_at: endOfWork(await calendarOf(ctx, org_id), visited_on),
    about: { ...visitSubjectOf({ org_id, id }), link: linkOfVisit(application, id) },
  })
}

/** The visit waits no more for its team, or for one of them. */
export async function releaseTeam(
  ctx: Ctx,
  visit: { org_id: string; id: string },
  more: { outcome: 'done' | 'cancelled'; person_id?: string },
): Promise<void> {
  await closeTasks(ctx, { ...visitSubjectOf(visit), ...more })
}

/** The review is over: whatever visit was still planned waits for nobody. */
export async function releaseVisits(ctx: Ctx, application: Application): Promise<void> {
  for (const visit of await readVisits(ctx, application))
    await releaseTeam(ctx, visit, { outcome: 'cancelled' })
}
