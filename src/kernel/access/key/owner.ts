import type { Ctx } from '../../http/context.ts'

/**
 * The organisation whose chain tells of an account's keys: where its person is employed, headquarters' for nobody's.
 * The person needn't reach it, so whoever records there widens the reach first.
 */
export async function chainOfOwner({ tx }: Ctx, account_id: string): Promise<string> {
  const { id } = await tx
    .selectFrom('kernel.organisation as o')
    .innerJoin('kernel.account as a', (join) => join.on('a.id', '=', account_id))
    .leftJoin('kernel.person as p', 'p.id', 'a.person_id')
    .select('o.id')
    .where((row) =>
      row.or([
        row('o.id', '=', row.ref('p.home_org_id')),
        row.and([row('p.id', 'is', null), row('o.parent_id', 'is', null)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return id
}
