import { personOf } from '../access/actor.ts'
import { ownerOf } from '../db/lock.ts'
import { notFound, refused, stale } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { closeTasks } from '../tasks/close.ts'

/** Says what is done about a warning: nobody is asked any more, and it goes no further up. */
export async function respondWarning(
  ctx: Ctx,
  { id, version, response }: { id: string; version: number; response: string },
): Promise<void> {
  const row = await ctx.tx
    .selectFrom('kernel.indicator_warning as w')
    .innerJoin('kernel.indicator as i', 'i.id', 'w.indicator_id')
    .selectAll('w')
    .select('i.title')
    .where('w.org_id', '=', await ownerOf(ctx.tx, 'kernel.indicator_warning', id))
    .where('w.id', '=', id)
    .forUpdate('w')
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw stale()
  if (row.responded_at !== null) throw refused('indicators.errors.responded_already')
  const { org_id, title } = row
  await ctx.tx
    .updateTable('kernel.indicator_warning')
    .set({ response, responded_by: personOf(ctx.actor), responded_at: ctx.now, version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  const subject = { org_id, subject_type: 'indicators.warning', subject_id: id }
  await closeTasks(ctx, { ...subject, outcome: 'done' })
  ctx.record({ action: 'indicators.warning.respond', ...subject, title, note: response })
}
