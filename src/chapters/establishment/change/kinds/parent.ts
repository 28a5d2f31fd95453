import { within } from '../../../../kernel/access/grants.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { checkMayMove, moveOrganisation } from '../../../../kernel/org/move.ts'
import { defineKind, open } from './kind.ts'

/** Another place in the tree, with all that hangs below. What was counted before stays where it was counted (`kernel/org/stood.ts`). */
export const parent = defineKind('parent', {
  item: 'parent',
  permission: 'establishment.change.direct',
  moves: true,
  during: open,
  readBefore: async (ctx, { organisation }) => ({ parent: await nameOf(ctx, organisation.parent_id) }),
  readAfter: async (ctx, { proposal }) => ({ parent: await nameOf(ctx, proposal.parent_id) }),
  check: async (ctx, { organisation, proposal }) => {
    checkReached(ctx, proposal.parent_id)
    await checkMayMove(ctx, organisation, proposal.parent_id)
  },
  apply: (ctx, { change, proposal, on }) =>
    moveOrganisation(ctx, { id: change.org_id, ...proposal, on, note: change.number }),
})

/** Whoever files it must reach both ends of the move; what is approved is carried out for the whole company. */
export function checkReached(ctx: Ctx, parent_id: string): void {
  if (!within(ctx.reach, parent_id)) throw refused('establishment.change.errors.parent_out_of_reach')
}

export async function nameOf({ tx }: Ctx, id: string | null): Promise<string | null> {
  if (id === null) return null
  const row = await tx
    .selectFrom('kernel.organisation')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.name ?? null
}
