import { notFound } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { type Change, typed } from '../life/row.ts'
import type { Proposal } from './contract.ts'

/** What a filing says as it stands now, corrections counted in. */
type Stands = { on: string; values: Record<string, unknown> }

type Stretch = {
  /** The filing that is corrected, as it was filed. */
  filed: Change
  stands: Stands
  /** First days of what was filed before and after about the same matter. */
  since: string | null
  until: string | null
}

type Of = Pick<Change, 'org_id'>

export async function findFiled(ctx: Ctx, { org_id }: Of, id: string): Promise<Change | undefined> {
  const row = await ctx.tx
    .selectFrom('establishment.change')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && typed(row)
}

/** The days a completed filing is about: from its own, corrected or not, to that of the next on the same matter. */
export async function readStretch(ctx: Ctx, of: Of, id: string): Promise<Stretch> {
  const filed = await findFiled(ctx, of, id)
  if (!filed) throw notFound()
  const rows = await ctx.tx
    .selectFrom('establishment.change')
    .selectAll()
    .where('org_id', '=', of.org_id)
    .where('item', '=', filed.item)
    .where('state', '=', 'completed')
    .orderBy('completed_at')
    .orderBy('id')
    .execute()
  const all = rows.map(typed)
  const stands = standsOf(filed, all)
  const others = all
    .filter((one) => one.kind !== 'correction' && one.id !== id)
    .map((one) => ({ on: standsOf(one, all).on, later: one.completed_at! > filed.completed_at! }))
  const before = others.filter(({ later }) => !later).map(({ on }) => on)
  const after = others.filter(({ later }) => later).map(({ on }) => on)
  return {
    ...{ filed, stands },
    since: before.sort().at(-1) ?? null,
    until: after.sort().at(0) ?? null,
  }
}

/** As its last correction says it, or as it was filed. */
function standsOf(filed: Change, all: Change[]): Stands {
  const last = all.filter((one) => one.corrects_id === filed.id).at(-1)
  if (!last) return { on: filed.effective_on!, values: filed.proposal }
  const { on, is } = last.proposal as Proposal<'correction'>
  return { on, values: is.proposal }
}
