import { listHolders } from '../../../../kernel/access/holders.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'

/**
 * Who hears that a licence runs out: of those who keep licences, whoever does so at the organisation itself (where there
 * is nobody, at the nearest above it), and those who do so at headquarters.
 */
export async function whomToTell(
  ctx: Ctx,
  org_id: string,
): Promise<{ own: string[]; headquarters: string[] }> {
  const holders = await listHolders(ctx, { org_id, permission: 'establishment.licence.edit' })
  const own = holders.filter(({ nearest }) => nearest === holders[0]!.nearest).map(({ id }) => id)
  const headquarters = holders.filter(({ topmost }) => topmost === 1).map(({ id }) => id)
  return { own, headquarters: headquarters.filter((person) => !own.includes(person)) }
}
