import { sql } from 'kysely'
import { notFound } from '../errors/problem.ts'
import { type Spooled, spool } from '../files/spool.ts'
import type { Ctx } from '../http/context.ts'

/** The `bytes` of a row of `table`, where an import keeps the file it was given. */
type Kept = { table: string; org_id: string; id: string }

const piece = 1024 * 1024

/** Lays a file that an import keeps on the disk for the thread that reads it, a piece at a time; whoever asks drops it. Throws `not_found` where it is gone. */
export function spoolKeptFile({ app, tx }: Ctx, { table, org_id, id }: Kept): Promise<Spooled> {
  const pieces = async function* () {
    for (let at = 1; ; at += piece) {
      const { rows } = await sql<{ piece: Buffer | null }>`
        select substring(bytes from ${at} for ${piece}) as piece from ${sql.table(table)}
        where org_id = ${org_id} and id = ${id}`.execute(tx)
      const bytes = rows[0]?.piece
      if (!bytes) throw notFound()
      if (bytes.length > 0) yield bytes
      if (bytes.length < piece) return
    }
  }
  return spool(app.filesDir, pieces())
}
