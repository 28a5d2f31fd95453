import { randomUUIDv7 } from 'node:crypto'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Complaint } from '../life/row.ts'

type Said = { kind: 'note' | 'to_customer' | 'from_customer'; text: string }

/** Keeps what was said. Invariant: a note reaches no customer. */
export async function say(ctx: Ctx, { org_id, id }: Complaint, { kind, text }: Said): Promise<void> {
  await ctx.tx
    .insertInto('complaints.message')
    .values({
      ...{ org_id, id: randomUUIDv7(), complaint_id: id, kind, text, created_at: ctx.now },
      author_id: kind === 'from_customer' ? null : ctx.actor.person_id,
    })
    .execute()
}
