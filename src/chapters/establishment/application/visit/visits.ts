import { newId } from '../../../../kernel/db/new-id.ts'
import { type FieldFault, invalid } from '../../../../kernel/errors/problem.ts'
import type { Answers } from '../../../../kernel/forms/contract.ts'
import { getResponse, saveResponse, startResponse } from '../../../../kernel/forms/responses.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { checkAction, recordOn } from '../life/move.ts'
import { type Application, lockApplication } from '../life/row.ts'
import { askTeam, releaseTeam } from './ask-team.ts'
import type { SiteVisit } from './contract.ts'
import { checkOpen, openForTeam, saveVisit, type Which } from './open.ts'
import { getVisit, setVisitors, visitSubject } from './row.ts'
import { showVisit } from './show.ts'
import { withdrawSignatures } from './sign.ts'
import { faultsOfDay, faultsOfTeam } from './team.ts'

/** Plans a visit; its team finds it among their tasks. */
export async function planVisit(
  ctx: Ctx,
  {
    id,
    version,
    visited_on,
    visitors,
  }: { id: string; version: number; visited_on: string; visitors: string[] },
): Promise<SiteVisit> {
  const application = await lockApplication(ctx, { id, version })
  await checkAction(ctx, application, 'plan_visit')
  const { org_id } = application
  throwAny([
    ...(await faultsOfTeam(ctx, application, visitors)),
    ...(await faultsOfDay(ctx, application, { visited_on })),
  ])
  const visit_id = newId()
  const { id: response_id } = await startResponse(ctx, {
    ...{ org_id, form: 'establishment.site_visit', subject_type: visitSubject, subject_id: visit_id },
  })
  await ctx.tx
    .insertInto('establishment.site_visit')
    .values({ org_id, id: visit_id, application_id: id, visited_on, response_id, created_at: ctx.now })
    .execute()
  await setVisitors(ctx, { org_id, id: visit_id }, visitors)
  await askTeam(ctx, application, { id: visit_id, visited_on, visitors })
  recordOn(ctx, application, 'plan_visit', {
    diff: { visited_on: [null, visited_on], visitors: [[], visitors] },
  })
  return shown(ctx, application, visit_id)
}

type Editing = Which & {
  visited_on?: string | undefined
  visitors?: string[] | undefined
  note?: string | undefined
  answers?: Answers | undefined
}

/** Saves what is given; the checklist is scored by the server, not checked for being complete. */
export async function editVisit(ctx: Ctx, { answers, visitors, ...input }: Editing): Promise<SiteVisit> {
  const { application, visit } = await openForTeam(ctx, input)
  const { visited_on = visit.visited_on, note = visit.note } = input
  throwAny([
    ...(visitors ? await faultsOfTeam(ctx, application, visitors) : []),
    ...(input.visited_on ? await faultsOfDay(ctx, application, { visited_on }) : []),
  ])
  if (answers) {
    const { version } = await getResponse(ctx, visit.response_id)
    await saveResponse(ctx, { id: visit.response_id, version, answers })
  }
  await withdrawSignatures(ctx, application, visit)
  if (visitors || visited_on !== visit.visited_on) {
    const team = visitors ?? visit.visitors
    await setVisitors(ctx, visit, team)
    await releaseTeam(ctx, visit, { outcome: 'cancelled' })
    await askTeam(ctx, application, { id: visit.id, visited_on, visitors: team })
  }
  await saveVisit(ctx, visit, { visited_on, note })
  recordOn(ctx, application, 'edit_visit', {
    diff: {
      ...(visited_on === visit.visited_on ? {} : { visited_on: [visit.visited_on, visited_on] }),
      ...(visitors ? { visitors: [visit.visitors, visitors] } : {}),
      ...(visit.signed.size > 0 ? { signatures: [visit.signed.size, 0] } : {}),
    },
  })
  return shown(ctx, application, visit.id)
}

export async function cancelVisit(ctx: Ctx, { id, visit_id, version }: Which): Promise<void> {
  const application = await lockApplication(ctx, { id })
  await checkAction(ctx, application, 'plan_visit')
  const visit = await getVisit(ctx, application, { visit_id, version })
  checkOpen(visit)
  await saveVisit(ctx, visit, { cancelled_at: ctx.now })
  await releaseTeam(ctx, visit, { outcome: 'cancelled' })
  recordOn(ctx, application, 'cancel_visit', { diff: { visited_on: [visit.visited_on, null] } })
}

async function shown(ctx: Ctx, application: Application, visit_id: string): Promise<SiteVisit> {
  return showVisit(ctx, application, await getVisit(ctx, application, { visit_id }))
}

function throwAny(faults: FieldFault[]) {
  if (faults.length > 0) throw invalid('errors.invalid', {}, faults)
}
