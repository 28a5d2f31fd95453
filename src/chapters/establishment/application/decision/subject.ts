import { registerApprovalSubject } from '../../../../kernel/approvals/subjects.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { organisationKinds } from '../../../../kernel/org/contract.ts'
import { changeApplicant } from '../life/change-applicant.ts'
import { type Application, getApplication, linkOf, subjectType } from '../life/row.ts'
import { barredFrom } from '../life/whom.ts'
import { kinds } from '../plan/contract.ts'
import { findReview, scoresOf } from '../review/sheet.ts'
import { findLatestVisit } from '../visit/latest.ts'
import { decided } from './decided.ts'
import { fillIn } from './fill-in.ts'

/** Applications go to approval under this name: what flows may compare, who is barred, what is agreed to. */
export function registerApplicationApproval(): void {
  registerApprovalSubject({
    type: subjectType,
    title: 'establishment.application.approval.title',
    read_permission: 'establishment.application.read',
    fields: {
      kind: { type: 'choice', title: 'establishment.application.approval.kind', options: kindsOf(kinds) },
      start_up_budget: {
        type: 'number',
        title: 'establishment.application.approval.start_up_budget',
        money: true,
      },
      staff: { type: 'number', title: 'establishment.application.approval.staff' },
      recommended: { type: 'boolean', title: 'establishment.application.approval.recommended' },
      applied_by: {
        type: 'choice',
        title: 'establishment.application.approval.applied_by',
        options: kindsOf(organisationKinds),
      },
      approved_budget: {
        ...{ type: 'number', title: 'establishment.application.approval.approved_budget' },
        ...{ money: true, fillable: true },
      },
      approval_condition: {
        ...{ type: 'text', title: 'establishment.application.approval.approval_condition', fillable: true },
      },
    },
    load: async (ctx, id) => {
      const application = await getApplication(ctx, id)
      const { org_id, number, name, version } = application
      return {
        ...{ org_id, number, version, title: name ?? number ?? '', link: linkOf(id) },
        data: await readAgreed(ctx, application),
        fields: {
          kind: application.kind,
          start_up_budget: application.start_up_budget,
          staff: application.staffing.reduce((sum, line) => sum + line.number, 0),
          recommended: application.state === 'recommended',
          applied_by: await kindOf(ctx, org_id),
          approved_budget: application.approved_budget,
          approval_condition: application.approval_condition,
        },
        barred: await barredFrom(ctx, application),
      }
    },
    changeApplicant: async (ctx, { subject_id, to_person_id }) =>
      changeApplicant(ctx, { id: subject_id, to_person_id }),
    fill: fillIn,
    own_letter: true,
    decided,
  })
}

/** Kinds of organisation with the keys of their names. */
const kindsOf = (list: readonly string[]) =>
  Object.fromEntries(list.map((kind) => [kind, `web.org_kind.${kind}`]))

async function kindOf({ tx }: Ctx, id: string): Promise<string> {
  const row = await tx
    .selectFrom('kernel.organisation')
    .select('kind')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.kind
}

/** What the approvers agree to: the plan, the documents by hash, and what the review found. */
async function readAgreed(ctx: Ctx, application: Application) {
  const { org_id, id } = application
  const documents = await ctx.tx
    .selectFrom('establishment.application_document as d')
    .innerJoin('kernel.file as f', (join) =>
      join.onRef('f.org_id', '=', 'd.org_id').onRef('f.id', '=', 'd.file_id'),
    )
    .select(['d.document_type', 'd.valid_until', 'f.sha256'])
    .where('d.org_id', '=', org_id)
    .where('d.application_id', '=', id)
    .where('f.removed_at', 'is', null)
    .orderBy('d.id')
    .execute()
  const review = await findReview(ctx, application)
  const visit = await findLatestVisit(ctx, application)
  const { kind, name, name_en, parent_id, credit_code, positioning, scope, strategy_fit } = application
  const { staffing, address, area, tenure, tenure_until, longitude, latitude, safety } = application
  const { environment, rules, currency, budget, funding, forecast_income, forecast_cost } = application
  return {
    ...{ kind, name, name_en, parent_id, credit_code, positioning, scope, strategy_fit },
    ...{ staffing, address, area, tenure, tenure_until, longitude, latitude, safety },
    ...{ environment, rules, currency, budget, funding, forecast_income, forecast_cost },
    proposed_head_id: application.proposed_head_id,
    documents,
    review: review && {
      conditions: scoresOf(review),
      ...{ feasibility: review.feasibility, need: review.need, opinion: review.opinion },
    },
    visit: visit ?? null,
  }
}
