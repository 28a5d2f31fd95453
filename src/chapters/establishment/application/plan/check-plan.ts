import { within } from '../../../../kernel/access/grants.ts'
import { type FieldFault, invalid, Problem } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { checkCreditCode } from '../../../../kernel/org/check-credit-code.ts'
import { checkName } from '../../../../kernel/org/create.ts'
import { personInReach } from '../../../../kernel/people/person.ts'
import type { Application } from '../life/row.ts'
import type { Plan } from './contract.ts'

const faultAt = (path: string, name: string, params: Record<string, unknown> = {}): FieldFault => ({
  path,
  code: `establishment.application.errors.${name}`,
  params,
})

/** What even a draft may not say: a parent or people out of reach. Every fault at once. */
export async function checkReferences(
  ctx: Ctx,
  { org_id, plan }: { org_id: string; plan: Partial<Plan> },
): Promise<void> {
  const faults: FieldFault[] = []
  if (plan.parent_id && !(await mayStandBeneath(ctx, { org_id, parent_id: plan.parent_id })))
    faults.push(faultAt('parent_id', 'parent_out_of_reach'))
  const named = new Map<string, string>()
  if (plan.proposed_head_id) named.set(plan.proposed_head_id, 'proposed_head_id')
  for (const [i, line] of (plan.staffing ?? []).entries())
    for (const person of line.persons) if (!named.has(person)) named.set(person, `staffing.${i}.persons`)
  const known = await readReachable(ctx, [...named.keys()])
  for (const [person, path] of named)
    if (!known.has(person)) faults.push(faultAt(path, 'person_out_of_reach'))
  if (faults.length > 0) throw invalid('errors.invalid', {}, faults)
}

/** The parent is the applying organisation or stands beneath it, and the applicant reaches it. */
async function mayStandBeneath(ctx: Ctx, { org_id, parent_id }: { org_id: string; parent_id: string }) {
  if (!within(ctx.reach, parent_id)) return false
  const parent = await ctx.tx
    .selectFrom('kernel.organisation')
    .select(['path', 'life'])
    .where('id', '=', parent_id)
    .executeTakeFirst()
  return parent !== undefined && parent.life !== 'closed' && parent.path.includes(org_id)
}

async function readReachable(ctx: Ctx, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await ctx.tx
    .selectFrom('kernel.person')
    .select('id')
    .where('id', 'in', ids)
    .where('active', '=', true)
    .where(personInReach(ctx, ids))
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** What only matters once it is handed in: the name is free beneath the parent, the credit code sound and free. */
export async function faultsOfIdentity(ctx: Ctx, application: Application): Promise<FieldFault[]> {
  const { name, parent_id, credit_code } = application
  const faults: FieldFault[] = []
  const gather = async (path: string, check: () => Promise<unknown>) => {
    try {
      await check()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      faults.push(
        ...(error.fields.length > 0 ? error.fields : [{ path, code: error.code, params: error.params }]),
      )
    }
  }
  if (name && parent_id) await gather('name', () => checkName(ctx, { parent_id, name }))
  if (credit_code) await gather('credit_code', () => checkCreditCode(ctx, credit_code))
  return faults
}
