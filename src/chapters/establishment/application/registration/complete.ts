import { dayIn } from '../../../../kernel/calendar/working-days.ts'
import { invalid, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { changeLife } from '../../../../kernel/org/change-life.ts'
import { appointHead } from '../../../../kernel/people/appoint-head.ts'
import { placeOfAddress } from '../../registry/place-of-address.ts'
import { setPremises } from '../../registry/set-premises.ts'
import { asCompany } from '../decision/approve.ts'
import { settle } from '../life/ask.ts'
import { checkAction, move } from '../life/move.ts'
import { type Application, lockApplication } from '../life/row.ts'
import { enterLicences } from './enter-licences.ts'
import { readEstablished, readRegistrations } from './read.ts'

type Place = { province?: string | undefined; city?: string | undefined }
type Completing = Place & { id: string; version: number; starts_on?: string | undefined }

/** All registrations are filed: the organisation is active under its head, at the premises it was approved for. */
export async function completeApplication(
  ctx: Ctx,
  { id, version, starts_on, ...place }: Completing,
): Promise<void> {
  const before = await lockApplication(ctx, { id, version })
  await checkAction(ctx, before, 'complete')
  const left = (await readRegistrations(ctx, before)).filter((one) => !one.filed_at)
  if (left.length > 0)
    throw refused('establishment.application.errors.not_registered', {
      count: left.length,
      registrations: left.map((one) => one.title),
    })
  const on = await checkStart(ctx, before, starts_on)
  const application = await move(ctx, before, { action: 'complete', set: { completed_at: ctx.now } })
  await settle(ctx, application, {})
  const company = await asCompany(ctx)
  await open(company, application, { ...place, on })
  await enterLicences(company, application)
}

async function open(ctx: Ctx, application: Application, { on, province, city }: Place & { on: string }) {
  const org_id = application.organisation_id!
  await changeLife(ctx, { id: org_id, to: 'active', on })
  await appointHead(ctx, { org_id, person_id: application.proposed_head_id!, starts_on: on })
  const { address, area, tenure, tenure_until, longitude, latitude, scope } = application
  const found = placeOfAddress(address ?? '')
  await setPremises(ctx, {
    ...{ org_id, on, address, area, tenure, tenure_until, scope },
    ...{ province: province || found?.province || null, city: city || found?.city || null },
    ...{ lng: longitude, lat: latitude },
  })
}

/** From the day its approval document was issued, on which it began to be prepared, to today. */
async function checkStart(
  ctx: Ctx,
  { organisation_id, issued_at }: Application,
  starts_on: string | undefined,
): Promise<string> {
  const { time_zone } = await readEstablished(ctx, organisation_id!)
  const [from, to] = [dayIn(time_zone, new Date(issued_at!)), dayIn(time_zone, ctx.now)]
  const day = starts_on ?? to
  if (day < from || day > to)
    throw invalid('errors.invalid', {}, [
      { path: 'starts_on', code: 'establishment.application.errors.starts_on', params: { from, to } },
    ])
  return day
}
