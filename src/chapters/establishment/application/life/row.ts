import type { Selectable } from 'kysely'
import type { DB } from '../../../../../db/types.ts'
import type { Chosen } from '../../../../kernel/approvals/choosing/contract.ts'
import { getRow, lockRow } from '../../../../kernel/db/row.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { stateIn } from '../../../../kernel/lifecycle/lifecycle.ts'
import type { ApplicationKind, BudgetLine, StaffingLine } from '../plan/contract.ts'
import { applicationLife, type State, type Tie } from './lifecycle.ts'

/** An application as it is stored, with its closed vocabularies and lists typed. */
export type Application = Omit<
  Selectable<DB['establishment.application']>,
  'state' | 'kind' | 'tenure' | 'staffing' | 'budget' | 'funding' | 'approvers'
> & {
  state: State
  kind: ApplicationKind
  tenure: 'owned' | 'leased' | 'lent' | null
  staffing: StaffingLine[]
  budget: BudgetLine[]
  funding: { source: string; amount: number }[]
  approvers: Chosen
}

export const subjectType = 'establishment.application'

/** What tasks, trail entries, files and approvals say an application is. */
export const subjectOf = ({ org_id, id }: Pick<Application, 'org_id' | 'id'>) => ({
  org_id,
  subject_type: subjectType,
  subject_id: id,
})

export const linkOf = (id: string) => `/establishment/applications/${id}`

/** Within reach; `not_found` otherwise. */
export async function getApplication(ctx: Ctx, id: string): Promise<Application> {
  const row = await getRow(ctx, 'establishment.application', id)
  return typed(row)
}

/** The same, locked until the transaction ends; 409 when the caller saw another version. */
export async function lockApplication(
  ctx: Ctx,
  { id, version }: { id: string; version?: number },
): Promise<Application> {
  const row = await lockRow(ctx, 'establishment.application', { id, version })
  return typed(row)
}

// The casts only repeat the check constraints of the table and the shapes everything written was checked by.
function typed(row: Selectable<DB['establishment.application']>): Application {
  return { ...row, state: stateIn(applicationLife, row.state) } as Application
}

/** What the actor is to this application. */
export async function tiesOf(ctx: Ctx, application: Application): Promise<Tie[]> {
  const me = ctx.actor.person_id
  const ties: Tie[] = [
    me === application.applicant_id ? 'applicant' : 'not_applicant',
    me === application.reviewer_id ? 'reviewer' : 'not_reviewer',
  ]
  if (me === application.proposed_head_id) ties.push('proposed_head')
  if (me && (await readVisitors(ctx, application)).includes(me)) ties.push('visitor')
  if (me && (await readReviewers(ctx, application)).includes(me)) ties.push('past_reviewer')
  return ties
}

/** Everyone who took or is to take part in a visit that wasn't given up. */
export async function readVisitors(ctx: Ctx, { org_id, id }: Application): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('establishment.site_visitor as p')
    .innerJoin('establishment.site_visit as v', (join) =>
      join.onRef('v.org_id', '=', 'p.org_id').onRef('v.id', '=', 'p.visit_id'),
    )
    .select('p.person_id')
    .distinct()
    .where('v.org_id', '=', org_id)
    .where('v.application_id', '=', id)
    .where('v.cancelled_at', 'is', null)
    .execute()
  return rows.map((row) => row.person_id)
}

/** Everyone who ever held the review. */
export async function readReviewers(ctx: Ctx, { org_id, id }: Application): Promise<string[]> {
  const row = await ctx.tx
    .selectFrom('establishment.review')
    .select('reviewers')
    .where('org_id', '=', org_id)
    .where('application_id', '=', id)
    .executeTakeFirst()
  return row?.reviewers ?? []
}
