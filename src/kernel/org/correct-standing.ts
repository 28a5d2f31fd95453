import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import type { OrganisationLife } from './contract.ts'
import { type Corrected, dayBefore, splitPast } from './correct-past.ts'
import { lockTree } from './lock-tree.ts'
import { moveOrganisation } from './move.ts'
import { lockOrganisation } from './organisation.ts'
import { readPast } from './past.ts'

type Correcting<V> = Corrected & { id: string; was: V; is: V; note: string }

/**
 * Tells the days an organisation stood under a parent anew: another parent, or another day of its move. Where that
 * holds to this day, it is moved. What was counted stays where it was counted. Refusals: `checkMayMove`.
 */
export async function correctParent(ctx: Ctx, given: Correcting<string>): Promise<void> {
  await lockTree(ctx)
  const { id, on, was_on, until, was, is, note } = given
  const organisation = await lockOrganisation(ctx, id)
  const holds = until === null && organisation.parent_id === was
  // Moved as of today: what was counted stays where it was, and only then are the days before told anew.
  if (holds && was !== is) await moveOrganisation(ctx, { id, parent_id: is, note })
  await tellAnew(ctx, given, 'parent_id')
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from kernel.organisation where id in (${was}, ${is})`.execute(ctx.tx)
  const nameOf = (one: string) => rows.find((row) => row.id === one)?.name ?? null
  ctx.record({
    action: 'org.organisation.correct',
    ...{ org_id: id, subject_type: 'organisation', subject_id: id },
    ...{ number: organisation.code, title: organisation.name, note },
    diff: { parent: [nameOf(was), nameOf(is)], on: [was_on, on] },
  })
}

/** Tells from another day on that an organisation had entered a stage of its life; which stage it was stays as filed. */
export async function correctLifeDay(
  ctx: Ctx,
  { life, ...given }: Omit<Correcting<OrganisationLife>, 'was' | 'is'> & { life: OrganisationLife },
): Promise<void> {
  const { id, on, was_on, until, note } = given
  const organisation = await lockOrganisation(ctx, id)
  await tellAnew(ctx, { ...given, was: life, is: life }, 'life')
  if (life === 'closed' && until === null)
    await ctx.tx
      .updateTable('kernel.organisation')
      .set({ closed_on: on, version: organisation.version + 1 })
      .where('id', '=', id)
      .execute()
  ctx.record({
    action: 'org.organisation.correct',
    ...{ org_id: id, subject_type: 'organisation', subject_id: id },
    ...{ number: organisation.code, title: organisation.name, note },
    diff: { on: [was_on, on] },
  })
}

/** Only days on which the wrong value was told, or what held before it, are told anew. */
async function tellAnew(
  ctx: Ctx,
  { id, was_on, on, until, was, is }: Correcting<string>,
  field: 'parent_id' | 'life',
): Promise<void> {
  const before = (await readPast(ctx, [id], dayBefore(was_on))).get(id)![field]
  await splitPast(ctx, id, on)
  const tell = (from: string, to: string | null, among: (string | null)[], value: string | null) =>
    ctx.tx
      .updateTable('kernel.organisation_past')
      .set({ [field]: value })
      .where('organisation_id', '=', id)
      .where('until', '>', from)
      .$if(to !== null, (rows) => rows.where('until', '<=', to))
      .where(field, 'in', among)
      .execute()
  if (on > was_on) await tell(was_on, on, [was], before)
  await tell(on, until, [was, before], is)
}
