import { within } from '../access/grants.ts'
import type { Ctx } from '../http/context.ts'
import type { OrganisationPage } from './contract.ts'
import { readHeads } from './heads.ts'
import { readNames } from './list.ts'
import { getOrganisation, inReach } from './organisation.ts'

/** An organisation within reach, with its head and the names above it. */
export async function readOrganisationPage(ctx: Ctx, id: string): Promise<OrganisationPage> {
  const { parent_id: _parent, created_at: _made, path, ...facts } = await getOrganisation(ctx, id)
  const lineage = path.slice(0, -1)
  const names = await readNames(ctx, lineage)
  const heads = await readHeads(ctx, [id])
  const { children } = await ctx.tx
    .selectFrom('kernel.organisation')
    .select((row) => row.fn.countAll<number>().as('children'))
    .where('parent_id', '=', id)
    .where('life', '<>', 'closed')
    .where(inReach(ctx.reach))
    .executeTakeFirstOrThrow()
  return {
    ...facts,
    above: lineage.flatMap((above) => {
      const named = names.get(above)
      return named ? [{ ...named, within_reach: within(ctx.reach, above) }] : []
    }),
    head: heads.get(id) ?? null,
    children,
  }
}
