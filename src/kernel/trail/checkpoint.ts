import { newId } from '../db/new-id.ts'
import type { Tx } from '../db/pool.ts'
import { everything, inTransaction } from '../db/transaction.ts'
import type { Kernel } from '../http/context.ts'
import { isSignedBy, type SigningKey, signingKey, signText } from './key.ts'

/** Organisation, number of its last entry, and that entry's hash in hex. */
export type Head = [org_id: string, seq: number, hash: string]
export type Checkpoint = { id: string; made_at: string; heads: Head[]; signature: string }

/**
 * Signs where every chain stands now. Whoever keeps a copy can prove later that nothing before it was changed, not
 * even by the owner of the database. Makes none while nothing has happened since the last one.
 */
export async function makeCheckpoint(kernel: Kernel): Promise<Checkpoint | undefined> {
  const key = signingKey(kernel.configuration.secret)
  return inTransaction(kernel.db, { reach: everything }, async (tx) => {
    const heads = await readHeads(tx)
    const last = await findLastCheckpoint(tx)
    if (heads.length === 0 || (last && JSON.stringify(last.heads) === JSON.stringify(heads))) return undefined
    const checkpoint = signHeads(key, heads, kernel.clock().toISOString())
    await tx
      .insertInto('kernel.trail_checkpoint')
      .values({ ...checkpoint, heads: JSON.stringify(heads) })
      .execute()
    return checkpoint
  })
}

export function signHeads(key: SigningKey, heads: Head[], made_at: string): Checkpoint {
  const made = { id: newId(), made_at, heads }
  return { ...made, signature: signText(key, textOf(made)) }
}

export function isGenuine(publicKey: string, checkpoint: Checkpoint): boolean {
  return isSignedBy(publicKey, textOf(checkpoint), checkpoint.signature)
}

/** What is signed. The time in whole milliseconds, as it was made. */
function textOf({ id, made_at, heads }: Omit<Checkpoint, 'signature'>): string {
  return JSON.stringify(['bylaw trail checkpoint 1', id, new Date(made_at).toISOString(), heads])
}

export async function readHeads(tx: Tx): Promise<Head[]> {
  const rows = await tx
    .selectFrom('kernel.trail_head')
    .select(['org_id', 'seq', 'hash'])
    .where('seq', '>', 0)
    .orderBy('org_id')
    .execute()
  return rows.map(({ org_id, seq, hash }) => [org_id, seq, hash.toString('hex')])
}

export async function findLastCheckpoint(tx: Tx): Promise<Checkpoint | undefined> {
  const row = await tx
    .selectFrom('kernel.trail_checkpoint')
    .selectAll()
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, heads: row.heads as Head[] }
}
