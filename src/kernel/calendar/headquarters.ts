import type { Ctx } from '../http/context.ts'

/** The root of the tree. What belongs to the whole company leaves its trail there. */
export async function headquartersOf({ tx }: Pick<Ctx, 'tx'>): Promise<string> {
  const root = await tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow()
  return root.id
}
