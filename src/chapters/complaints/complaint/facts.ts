import { sql } from 'kysely'
import { dayIn } from '../../../kernel/calendar/working-days.ts'
import { type FieldFault, invalid } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { findVersion } from '../terms/rows.ts'
import type { Facts } from './contract.ts'
import type { Complaint } from './life/row.ts'

type Given = Partial<Pick<Facts, 'cause_key'>> &
  Pick<Facts, 'kind' | 'service_key' | 'service_on' | 'staff_id'>
type Versions = Pick<Complaint, 'service_version' | 'kind_version' | 'cause_version'>

/**
 * Checks what a complaint is said to be about. Its staff worked at that organisation on the day of the service, wherever
 * they work today; service, kind and cause are those of that day, and what a complaint has already it keeps. Gives their
 * versions.
 */
export async function checkFacts(
  ctx: Ctx,
  organisation: { id: string; time_zone: string },
  given: Given,
  before?: Complaint,
): Promise<Versions> {
  const faults: FieldFault[] = []
  const fault = (path: string, code: string) => faults.push({ path, code })
  if (given.service_on > dayIn(organisation.time_zone, ctx.now))
    fault('service_on', 'complaints.complaint.errors.service_ahead')
  if (given.staff_id && !(await servedThere(ctx, organisation.id, { ...given, staff_id: given.staff_id })))
    fault('staff_id', 'complaints.complaint.errors.staff_elsewhere')
  const [service, kind, cause] = [
    await versionOf(ctx, 'service', given, before),
    await versionOf(ctx, 'kind', given, before),
    await versionOf(ctx, 'cause', given, before),
  ]
  if (service === undefined) fault('service_key', 'complaints.complaint.errors.service_unknown')
  if (kind === undefined) fault('kind', 'complaints.complaint.errors.kind_unknown')
  if (cause === undefined) fault('cause_key', 'complaints.complaint.errors.cause_unknown')
  if (faults.length > 0) throw invalid('errors.invalid', {}, faults)
  return { service_version: service ?? 1, kind_version: kind!, cause_version: cause ?? null }
}

const fieldOf = { service: 'service_key', kind: 'kind', cause: 'cause_key' } as const
const versionFieldOf = { service: 'service_version', kind: 'kind_version', cause: 'cause_version' } as const

/** Null where none is given, undefined where it doesn't hold on that day. A group alone says too little of a cause. */
async function versionOf(
  ctx: Ctx,
  sort: keyof typeof fieldOf,
  given: Given,
  before?: Complaint,
): Promise<number | null | undefined> {
  const key = given[fieldOf[sort]] ?? null
  if (key === null) return null
  if (before && before[fieldOf[sort]] === key && before.service_on === given.service_on)
    return before[versionFieldOf[sort]]
  const found = await findVersion(ctx, { sort, key, on: given.service_on })
  return sort === 'cause' && found?.parent === null ? undefined : found?.version
}

async function servedThere(
  { tx }: Ctx,
  org_id: string,
  { staff_id, service_on }: { staff_id: string; service_on: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from kernel.assignment where org_id = ${org_id} and person_id = ${staff_id}
      and starts_on <= ${service_on} and (ends_on is null or ends_on > ${service_on}) limit 1`.execute(tx)
  return rows.length > 0
}
