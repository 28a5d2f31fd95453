import type { Ctx } from './context.ts'

/** Where the answer to a write that is done once is kept: by the account that sent it and its key. */
export type Place = { account_id: string; key: string }

/**
 * Takes the place of a write, and gives what was kept there of an earlier one; undefined for whoever is the first. A second
 * one at the same moment waits for the first one's commit; after a rollback it is the first.
 */
export async function claimPlace({ tx, now }: Ctx, { account_id, key }: Place, fingerprint: string) {
  const made = await tx
    .insertInto('kernel.idempotency')
    .values({ account_id, key, fingerprint, created_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'key']).doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 0n) return undefined
  return tx
    .selectFrom('kernel.idempotency')
    .select(['fingerprint', 'status', 'answer'])
    .where('account_id', '=', account_id)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
}

/** `answer` is JSON, or null where it is a secret. */
export async function keepAnswer(
  { tx }: Ctx,
  { account_id, key }: Place,
  kept: { status: number; answer: string | null },
): Promise<void> {
  await tx
    .updateTable('kernel.idempotency')
    .set(kept)
    .where('account_id', '=', account_id)
    .where('key', '=', key)
    .execute()
}
