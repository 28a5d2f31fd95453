import type { Selectable } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { notFound } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { Matter } from '../complaint/words/contract.ts'

export const rulingType = 'complaints.ruling'

export type Ruling = Omit<Selectable<DB['complaints.ruling']>, 'matter'> & { matter: Matter }

/** Within reach, locked where it is about to change. Throws `not_found`. */
export async function getRuling(ctx: Ctx, id: string, { lock = false } = {}): Promise<Ruling> {
  let query = ctx.tx.selectFrom('complaints.ruling').selectAll().where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw notFound()
  return row as Ruling
}
