import { holdersAt } from '../../../../kernel/access/holders.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { getKindRule } from '../papers/kinds.ts'
import { type Application, readReviewers, readVisitors } from './row.ts'

/** Who may take the review: headquarters, and the region where the kind allows; never the applicant's side. */
export async function reviewersFor(ctx: Ctx, application: Application): Promise<string[]> {
  const { org_id, kind } = application
  const permission = 'establishment.application.review'
  const { region_review } = await getKindRule(ctx, kind)
  const headquarters = await ctx.tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow()
  const persons = await holdersAt(ctx, { org_id: region_review ? org_id : headquarters.id, permission })
  return persons.filter(
    (person) => person !== application.applicant_id && person !== application.proposed_head_id,
  )
}

/** Whoever holds the review, as long as they may; else everybody who may take it. */
export async function reviewerOf(ctx: Ctx, application: Application): Promise<string[]> {
  const able = await reviewersFor(ctx, application)
  const { reviewer_id } = application
  return reviewer_id && able.includes(reviewer_id) ? [reviewer_id] : able
}

/** Person → the rule that keeps them from deciding: whoever applied, is to head it, reviewed or visited it. */
export async function barredFrom(ctx: Ctx, application: Application): Promise<Record<string, string>> {
  const barred: Record<string, string> = {}
  for (const person of await readVisitors(ctx, application)) barred[person] = 'establishment.visitor'
  for (const person of await readReviewers(ctx, application)) barred[person] = 'establishment.reviewer'
  if (application.proposed_head_id) barred[application.proposed_head_id] = 'establishment.proposed_head'
  barred[application.applicant_id] = 'establishment.applicant'
  return barred
}

/** Holders of a permission at the applying organisation who have no part in the matter. */
export async function uninvolved(ctx: Ctx, application: Application, permission: string): Promise<string[]> {
  const barred = await barredFrom(ctx, application)
  const persons = await holdersAt(ctx, { org_id: application.org_id, permission })
  return persons.filter((person) => !(person in barred))
}
