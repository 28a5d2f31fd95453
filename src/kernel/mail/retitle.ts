import { sql } from 'kysely'
import { headquartersOf } from '../calendar/headquarters.ts'
import type { Ctx } from '../http/context.ts'
import type { Retitled } from '../tasks/retitle.ts'

/**
 * Letters in the outbox that led people here to these pages say what is called otherwise now by its new title, those that
 * speak of many things too; what left already can't be called back.
 */
export async function retitleLetters(
  ctx: Pick<Ctx, 'tx'>,
  { org_id, retitled }: { org_id: string; retitled: Retitled },
): Promise<void> {
  if (retitled.length === 0) return
  // What speaks of several organisations is headquarters' own.
  const places = new Set([org_id, await headquartersOf(ctx)])
  for (const place of places)
    for (const { link, was, is } of retitled)
      await sql`
        update kernel.mail set subject = replace(subject, ${was}, ${is}), body = replace(body, ${was}, ${is}),
          version = version + 1
        where org_id = ${place} and person_id is not null
          and (link = ${link} or position(${link} in body) > 0)
          and (position(${was} in body) > 0 or position(${was} in subject) > 0)`.execute(ctx.tx)
}
