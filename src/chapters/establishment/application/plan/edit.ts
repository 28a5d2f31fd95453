import { isDeepStrictEqual } from 'node:util'
import { personOf } from '../../../../kernel/access/actor.ts'
import { newId } from '../../../../kernel/db/new-id.ts'
import { forbidden, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { getOrganisation } from '../../../../kernel/org/organisation.ts'
import { readCompanySettings } from '../../../../kernel/settings/company.ts'
import { checkAction, indexApplication, recordOn } from '../life/move.ts'
import { type Application, getApplication, lockApplication } from '../life/row.ts'
import { readPapers } from '../papers/checklist.ts'
import { followPlan } from '../review/follow-plan.ts'
import { checkReferences } from './check-plan.ts'
import type { ApplicationKind, BudgetLine, Plan } from './contract.ts'
import { completenessOf } from './required.ts'

type Given = Partial<Plan>

/** Begins a draft of the caller's own organisation, or of another one where the caller may apply. */
export async function createApplication(
  ctx: Ctx,
  { kind, org_id: given, ...plan }: Given & { kind: ApplicationKind; org_id?: string | undefined },
): Promise<{ id: string; version: number }> {
  const org_id = given ?? ctx.actor.home_org_id
  if (!org_id || !ctx.may('establishment.application.create', org_id)) throw forbidden()
  // Whoever may apply everywhere may apply for what there is.
  await getOrganisation(ctx, org_id)
  await checkReferences(ctx, { org_id, plan })
  const id = newId()
  const { currency } = await readCompanySettings(ctx.tx)
  await ctx.tx
    .insertInto('establishment.application')
    .values({
      ...{ org_id, id, kind, currency, state: 'draft', created_at: ctx.now },
      ...columnsOf(plan),
      applicant_id: personOf(ctx.actor),
    })
    .execute()
  const application = await getApplication(ctx, id)
  recordOn(ctx, application, 'create', { diff: { kind: [null, kind], name: [null, plan.name ?? null] } })
  await indexApplication(ctx, application)
  return { id, version: application.version }
}

/** Saves the fields that are there. The trail says what each was before. */
export async function editApplication(
  ctx: Ctx,
  { id, version, kind, ...plan }: Given & { id: string; version: number; kind?: ApplicationKind | undefined },
) {
  const before = await lockApplication(ctx, { id, version })
  await checkAction(ctx, before, 'edit')
  if (kind !== undefined && kind !== before.kind && before.submitted_at)
    throw refused('establishment.application.errors.kind_is_final')
  const diff = changesIn(before, { ...plan, ...(kind === undefined ? {} : { kind }) })
  if (Object.keys(diff).length === 0) ctx.unchanged()
  else {
    await checkReferences(ctx, { org_id: before.org_id, plan })
    await ctx.tx
      .updateTable('establishment.application')
      .set({ ...columnsOf(plan), ...(kind === undefined ? {} : { kind }), version: version + 1 })
      .where('org_id', '=', before.org_id)
      .where('id', '=', id)
      .execute()
    await followPlan(ctx, before, Object.keys(diff))
    recordOn(ctx, { ...before, name: plan.name ?? before.name }, 'edit', { diff })
  }
  const application = await getApplication(ctx, id)
  if (diff.name || diff.name_en || diff.address) await indexApplication(ctx, application)
  return {
    version: application.version,
    start_up_budget: application.start_up_budget,
    completeness: completenessOf(application, await readPapers(ctx, application)),
  }
}

const sumOf = (lines: BudgetLine[]) => lines.reduce((sum, line) => sum + line.amount, 0)

/** Given fields as columns: lists as JSON, blank text as nothing, the sum of the budget beside its lines. */
export function columnsOf({ staffing, budget, funding, ...plain }: Given) {
  const set = Object.entries(plain).filter(([, value]) => value !== undefined)
  return {
    ...(Object.fromEntries(set.map(([name, value]) => [name, value === '' ? null : value])) as typeof plain),
    ...(staffing === undefined ? {} : { staffing: JSON.stringify(staffing) }),
    ...(budget === undefined ? {} : { budget: JSON.stringify(budget), start_up_budget: sumOf(budget) }),
    ...(funding === undefined ? {} : { funding: JSON.stringify(funding) }),
  }
}

export function changesIn(
  before: Application,
  given: Given & { kind?: string },
): Record<string, [unknown, unknown]> {
  const diff: Record<string, [unknown, unknown]> = {}
  for (const [name, value] of Object.entries(given)) {
    const now = value === '' ? null : value
    const was = before[name as keyof Application]
    if (now !== undefined && !isDeepStrictEqual(was, now)) diff[name] = [was, now]
  }
  return diff
}
