import { refused } from '../errors/problem.ts'
import { keepEvents } from '../events/keep.ts'
import type { Ctx } from '../http/context.ts'
import type { OrganisationLife } from './contract.ts'
import { checkName } from './create.ts'
import { keepPast } from './keep-past.ts'
import { lockOrganisation, type Organisation, todayAt } from './organisation.ts'

/** What may follow what; a closed organisation comes back to life when it is restored. */
export const lifeAfter: Record<OrganisationLife, readonly OrganisationLife[]> = {
  proposed: ['preparing', 'closed'],
  preparing: ['active', 'closed'],
  active: ['suspended', 'closed'],
  suspended: ['active', 'closed'],
  closed: ['active'],
}

/**
 * Takes an organisation to another stage of its life from a day on (today unless told). Throws `refused` when that
 * stage doesn't follow, when it would close above open organisations, or come back under a closed parent.
 */
export async function changeLife(
  ctx: Ctx,
  { id, to, on, note }: { id: string; to: OrganisationLife; on?: string; note?: string },
): Promise<Organisation> {
  const organisation = await lockOrganisation(ctx, id)
  if (!lifeAfter[organisation.life].includes(to))
    throw refused('org.errors.life_does_not_follow', { from: organisation.life, to })
  if (to === 'closed') await checkNothingOpenBelow(ctx, organisation)
  if (organisation.life === 'closed') await checkMayReturn(ctx, organisation)
  const day = on ?? todayAt(ctx, organisation)
  await keepPast(ctx, organisation, day)
  const changed = await ctx.tx
    .updateTable('kernel.organisation')
    .set((row) => ({
      life: to,
      version: organisation.version + 1,
      closed_on: to === 'closed' ? day : null,
      started_on: to === 'active' ? row.fn.coalesce('started_on', row.val(day)) : row.ref('started_on'),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  ctx.record({
    action: 'org.organisation.change_life',
    org_id: id,
    subject_type: 'organisation',
    subject_id: id,
    number: organisation.code,
    title: organisation.name,
    diff: { life: [organisation.life, to], on: [null, day] },
    note: note ?? null,
  })
  const data = { from: organisation.life, to, on: day }
  await keepEvents(ctx, [{ type: 'organisation.life_changed', org_id: id, data }])
  return changed as Organisation
}

async function checkNothingOpenBelow({ tx }: Ctx, { id, kind }: Organisation) {
  if (kind === 'headquarters') throw refused('org.errors.headquarters_stay')
  const { count } = await tx
    .selectFrom('kernel.organisation')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('parent_id', '=', id)
    .where('life', '<>', 'closed')
    .executeTakeFirstOrThrow()
  if (count > 0) throw refused('org.errors.open_below', { count })
}

/** Refuses while the parent is closed, or a sibling took the name meanwhile. */
export async function checkMayReturn(
  ctx: Ctx,
  { id, name, parent_id }: Pick<Organisation, 'id' | 'name' | 'parent_id'>,
): Promise<void> {
  if (!parent_id) return
  const parent = await ctx.tx
    .selectFrom('kernel.organisation')
    .select(['name', 'life'])
    .where('id', '=', parent_id)
    .executeTakeFirstOrThrow()
  if (parent.life === 'closed') throw refused('org.errors.parent_closed', { name: parent.name })
  await checkName(ctx, { parent_id, name, except: id })
}
