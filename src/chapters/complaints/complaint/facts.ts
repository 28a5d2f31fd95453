import { sql } from 'kysely'
import { dayIn } from '../../../kernel/calendar/working-days.ts'
import { type FieldFault, invalid } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { Facts } from './contract.ts'

type Given = Partial<Pick<Facts, 'cause_key'>> & Pick<Facts, 'service_key' | 'service_on' | 'staff_id'>

/**
 * Checks what a complaint is said to be about. Its staff worked at that organisation on the day of the service, wherever
 * they work today. Gives the version of the cause in force.
 */
export async function checkFacts(
  ctx: Ctx,
  organisation: { id: string; time_zone: string },
  given: Given,
): Promise<{ cause_version: number | null }> {
  const faults: FieldFault[] = []
  const fault = (path: string, code: string) => faults.push({ path, code })
  if (given.service_on > dayIn(organisation.time_zone, ctx.now))
    fault('service_on', 'complaints.complaint.errors.service_ahead')
  if (given.service_key && !(await hasService(ctx, given.service_key)))
    fault('service_key', 'complaints.complaint.errors.service_unknown')
  if (given.staff_id && !(await servedThere(ctx, organisation.id, { ...given, staff_id: given.staff_id })))
    fault('staff_id', 'complaints.complaint.errors.staff_elsewhere')
  const cause_version = given.cause_key ? await findCause(ctx, given.cause_key) : null
  if (cause_version === undefined) fault('cause_key', 'complaints.complaint.errors.cause_unknown')
  if (faults.length > 0) throw invalid('errors.invalid', {}, faults)
  return { cause_version: cause_version ?? null }
}

async function hasService({ tx }: Ctx, key: string): Promise<boolean> {
  const row = await tx
    .selectFrom('complaints.service')
    .select('key')
    .where('key', '=', key)
    .executeTakeFirst()
  return row !== undefined
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

/** A group alone says too little: a complaint's cause is of the second level. */
async function findCause({ tx }: Ctx, key: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('complaints.cause')
    .select('version')
    .where('key', '=', key)
    .where('parent', 'is not', null)
    .where('until_on', 'is', null)
    .executeTakeFirst()
  return row?.version
}
