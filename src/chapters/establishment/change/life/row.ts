import type { Selectable } from 'kysely'
import type { DB } from '../../../../../db/types.ts'
import { ownerOf } from '../../../../kernel/db/lock.ts'
import { notFound, stale } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { stateIn } from '../../../../kernel/lifecycle/lifecycle.ts'
import type { ChangeItem } from '../contract.ts'
import type { ChangeKind } from '../kinds/contract.ts'
import { changeLifecycle, type State, type Tie } from './lifecycle.ts'

/** A filing of change as it is stored, with its closed vocabularies typed. */
export type Change = Omit<
  Selectable<DB['establishment.change']>,
  'state' | 'kind' | 'item' | 'proposal' | 'before'
> & {
  state: State
  kind: ChangeKind
  item: ChangeItem
  proposal: Record<string, unknown>
  before: Record<string, unknown> | null
}

export const subjectType = 'establishment.change'

/** What trail entries, files and approvals say a filing is. */
export const subjectOf = ({ org_id, id }: Pick<Change, 'org_id' | 'id'>) => ({
  org_id,
  subject_type: subjectType,
  subject_id: id,
})

export const linkOf = (id: string) => `/establishment/changes/${id}`

/** Within reach; a draft is its applicant's alone. `not_found` otherwise. */
export async function getChange(ctx: Ctx, id: string): Promise<Change> {
  const row = await ctx.tx
    .selectFrom('establishment.change')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return found(ctx, row)
}

/** The same, locked until the transaction ends; 409 when the caller saw another version. */
export async function lockChange(
  ctx: Ctx,
  { id, version }: { id: string; version?: number },
): Promise<Change> {
  const row = await ctx.tx
    .selectFrom('establishment.change')
    .selectAll()
    .where('org_id', '=', await ownerOf(ctx.tx, 'establishment.change', id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const change = found(ctx, row)
  if (version !== undefined && change.version !== version) throw stale()
  return change
}

function found(ctx: Ctx, row: Selectable<DB['establishment.change']> | undefined): Change {
  if (!row) throw notFound()
  const change = typed(row)
  const foreign = ctx.actor.person_id !== null && ctx.actor.person_id !== change.applicant_id
  if (foreign && change.submitted_at === null) throw notFound()
  return change
}

// The casts only repeat the check constraints of the table and the shapes everything written was checked by.
export function typed(row: Selectable<DB['establishment.change']>): Change {
  return { ...row, state: stateIn(changeLifecycle, row.state) } as Change
}

/** What the actor is to this filing. */
export function tiesOf(ctx: Ctx, { applicant_id, org_id, submitted_at }: Change): Tie[] {
  if (ctx.actor.person_id === applicant_id) return []
  const directs = submitted_at !== null && ctx.may('establishment.change.direct', org_id)
  return directs ? ['not_applicant'] : ['not_applicant', 'outsider']
}
