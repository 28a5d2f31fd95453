import { handle, type Route } from '../http/mount.ts'
import { addDay, createCalendar, editCalendar, enterYear, removeDay } from './administer.ts'
import { assignCalendar } from './assign.ts'
import * as contract from './contract.ts'
import { listCalendars, readCalendarPage, readOrganisationCalendar } from './pages.ts'

export const routes: Route[] = [
  handle(contract.listCalendars, (ctx) => listCalendars(ctx)),
  handle(contract.readCalendar, (ctx, { params, query }) => readCalendarPage(ctx, { ...params, ...query })),
  handle(contract.createCalendar, async (ctx, { body }) =>
    readCalendarPage(ctx, { id: await createCalendar(ctx, body) }),
  ),
  handle(contract.editCalendar, async (ctx, { params, body }) => {
    await editCalendar(ctx, { ...params, ...body })
    return readCalendarPage(ctx, params)
  }),
  handle(contract.enterYear, async (ctx, { params, body }) => {
    await enterYear(ctx, { ...params, ...body })
    return readCalendarPage(ctx, params)
  }),
  handle(contract.addDay, async (ctx, { params, body }) => {
    await addDay(ctx, { ...params, ...body })
    return readCalendarPage(ctx, { ...params, year: yearOf(body.day.day) })
  }),
  handle(contract.removeDay, async (ctx, { params, query }) => {
    await removeDay(ctx, { ...params, ...query })
    return readCalendarPage(ctx, { id: params.id, year: yearOf(params.day) })
  }),
  handle(contract.readOrganisationCalendar, (ctx, { params }) => readOrganisationCalendar(ctx, params.id)),
  handle(contract.assignCalendar, async (ctx, { params, body }) => {
    await assignCalendar(ctx, { org_id: params.id, ...body })
    return readOrganisationCalendar(ctx, params.id)
  }),
]

function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}
