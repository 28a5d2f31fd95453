import type { Selectable } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { ownerOf } from '../../../kernel/db/lock.ts'
import { notFound } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { Matter } from '../complaint/words/contract.ts'

export const rulingType = 'complaints.ruling'

export type Ruling = Omit<Selectable<DB['complaints.ruling']>, 'matter'> & { matter: Matter }

/** Within reach, locked where it is about to change. Throws `not_found`. */
export async function getRuling(ctx: Ctx, id: string, { lock = false } = {}): Promise<Ruling> {
  const query = ctx.tx
    .selectFrom('complaints.ruling')
    .selectAll()
    .where('org_id', '=', await ownerOf(ctx.tx, 'complaints.ruling', id))
    .where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw notFound()
  return row as Ruling
}
