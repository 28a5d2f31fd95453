import { isDeepStrictEqual } from 'node:util'
import { namesOf } from '../../../../kernel/approvals/request/names.ts'
import { dayIn } from '../../../../kernel/calendar/working-days.ts'
import type { FieldFault } from '../../../../kernel/errors/problem.ts'
import { listFiles } from '../../../../kernel/files/read.ts'
import { faultsOfAnswers } from '../../../../kernel/forms/faults.ts'
import { getResponse } from '../../../../kernel/forms/responses.ts'
import { getFormVersion } from '../../../../kernel/forms/versions.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import type { Application } from '../life/row.ts'
import { timeZoneOf, todayOf } from '../papers/checklist.ts'
import type { SiteVisit } from './contract.ts'
import { premisesOf, type VisitedPremises } from './latest.ts'
import { type Visit, visitSubjectOf } from './row.ts'
import { faultsOfDay, faultsOfTeam } from './team.ts'

/** Everything that keeps a visit from being completed: team, day, photos and checklist at once. */
export async function faultsOfVisit(ctx: Ctx, application: Application, visit: Visit): Promise<FieldFault[]> {
  const response = await getResponse(ctx, visit.response_id)
  const { json } = await getFormVersion(ctx, response.form_version_id)
  const today = await todayOf(ctx, application.org_id)
  const { visited_on } = visit
  return [
    ...(await faultsOfTeam(ctx, application, visit.visitors)),
    ...(await faultsOfDay(ctx, application, { visited_on, today })),
    ...((await hasPhotoOfTheDay(ctx, visit))
      ? []
      : [{ path: 'photos', code: 'establishment.visit.errors.photo_missing' }]),
    ...faultsOfAnswers(json, response.answers, ctx.language),
  ]
}

export const readPhotos = (ctx: Ctx, visit: Visit) => listFiles(ctx, visitSubjectOf(visit))

/** A photo counts when it says where it was taken, and that it was on the day of the visit. */
async function hasPhotoOfTheDay(ctx: Ctx, visit: Visit): Promise<boolean> {
  const zone = await timeZoneOf(ctx, visit.org_id)
  return (await readPhotos(ctx, visit)).some(
    ({ type, meta }) =>
      type.startsWith('image/') &&
      typeof meta.longitude === 'number' &&
      typeof meta.latitude === 'number' &&
      typeof meta.taken_at === 'string' &&
      dayIn(zone, new Date(meta.taken_at)) === visit.visited_on,
  )
}

export async function showVisit(ctx: Ctx, application: Application, visit: Visit): Promise<SiteVisit> {
  const response = await getResponse(ctx, visit.response_id)
  const { json } = await getFormVersion(ctx, response.form_version_id)
  const name = await namesOf(ctx, visit.visitors)
  const premises = visit.premises as VisitedPremises | null
  const open = visit.completed_at === null && application.state === 'in_review'
  const faults = open ? await faultsOfVisit(ctx, application, visit) : []
  return {
    id: visit.id,
    version: visit.version,
    visited_on: visit.visited_on,
    visitors: visit.visitors.map((person) => ({
      ...name(person),
      signed_at: visit.signed.get(person) ?? null,
    })),
    note: visit.note,
    form: json,
    answers: response.answers,
    score: response.score,
    max: response.max,
    failed_critical: response.failed_critical,
    photos: await readPhotos(ctx, visit),
    completed_at: visit.completed_at,
    elsewhere: premises !== null && !isDeepStrictEqual(premises, premisesOf(application)),
    address: premises?.address ?? null,
    missing: faults.map(({ path, code, params }) => ({
      path,
      message: translate(ctx.language, code, params),
    })),
    can: open ? canOf(ctx, application, visit) : [],
  }
}

/** The team and the reviewer fill it in, each of the team signs it; whoever may plan one gives it up. */
function canOf(ctx: Ctx, application: Application, visit: Visit): SiteVisit['can'] {
  const can: SiteVisit['can'] = []
  const me = ctx.actor.person_id
  if (isOfTeam(ctx, application, visit) && ctx.may('establishment.visit.edit', application.org_id)) {
    can.push('edit')
    if (me !== null && visit.visitors.includes(me) && !visit.signed.has(me)) can.push('complete')
  }
  const involved = me === application.applicant_id || me === application.proposed_head_id
  if (!involved && ctx.may('establishment.visit.plan', application.org_id)) can.push('cancel')
  return can
}

export function isOfTeam(ctx: Ctx, application: Application, visit: Visit): boolean {
  const me = ctx.actor.person_id
  return me !== null && (visit.visitors.includes(me) || me === application.reviewer_id)
}
