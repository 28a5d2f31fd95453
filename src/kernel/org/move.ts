import { sql } from 'kysely'
import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { checkName } from './create.ts'
import { keepPast } from './keep-past.ts'
import { lockTree } from './lock-tree.ts'
import { lockOrganisation, type Organisation, todayAt } from './organisation.ts'
import { keepStood } from './stood.ts'

type Moving = { id: string; parent_id: string; on?: string; note?: string | null }

/**
 * Hangs an organisation, with all below it, under another parent from a day on (today unless told); where it stood until
 * then is kept. Refusals: `checkMayMove`.
 */
export async function moveOrganisation(ctx: Ctx, { id, parent_id, on, note }: Moving): Promise<void> {
  await lockTree(ctx)
  const organisation = await lockOrganisation(ctx, id)
  if (organisation.parent_id === parent_id) return ctx.unchanged()
  const parent = await checkMayMove(ctx, organisation, parent_id)
  const day = on ?? todayAt(ctx, organisation)
  const former = await ctx.tx
    .selectFrom('kernel.organisation')
    .select('name')
    .where('id', '=', organisation.parent_id)
    .executeTakeFirst()
  await keepPast(ctx, organisation, day)
  await ctx.tx
    .updateTable('kernel.organisation')
    .set({ parent_id, version: organisation.version + 1 })
    .where('id', '=', id)
    .execute()
  await keepStood(ctx, { id, until: day })
  // Whatever hangs below keeps its end of the path, from the organisation itself on.
  await sql`
    update kernel.organisation set path = ${parent.path}::uuid[] || path[(${organisation.path.length}::int):]
    where path @> array[${id}]::uuid[]`.execute(ctx.tx)
  ctx.record({
    action: 'org.organisation.move',
    ...{ org_id: id, subject_type: 'organisation', subject_id: id },
    ...{ number: organisation.code, title: organisation.name },
    diff: { parent: [former?.name ?? null, parent.name], on: [null, day] },
    note: note ?? null,
  })
}

/**
 * The new parent. Refuses headquarters, a closed parent, one that lies below the organisation itself (a ring), and one
 * under which its name is taken.
 */
export async function checkMayMove(
  ctx: Ctx,
  organisation: Organisation,
  parent_id: string,
): Promise<Organisation> {
  const { id, kind, name } = organisation
  if (kind === 'headquarters') throw refused('org.errors.headquarters_stay_on_top')
  const parent = await lockOrganisation(ctx, parent_id)
  if (parent.path.includes(id)) throw refused('org.errors.ring', { name, parent: parent.name })
  if (parent.life === 'closed') throw refused('org.errors.parent_closed', { name: parent.name })
  await checkName(ctx, { parent_id, name, except: id })
  return parent
}
