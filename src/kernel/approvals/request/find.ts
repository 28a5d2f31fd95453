import type { Ctx } from '../../http/context.ts'

type Subject = { org_id: string; subject_type: string; subject_id: string }

/** The latest request about a matter, ended or not. */
export async function findRequestOf(
  ctx: Ctx,
  subject: Subject,
): Promise<{ id: string; state: string; chosen: unknown } | undefined> {
  return requestsOf(ctx, subject)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * Locks the request under way about a matter, before the chapter locks the matter itself: everybody takes the two in
 * this order, so that nobody waits in a ring.
 */
export async function lockRequestOf(
  ctx: Ctx,
  subject: Subject,
): Promise<{ id: string; state: string; subject_hash: string } | undefined> {
  return requestsOf(ctx, subject).where('state', 'in', ['running', 'returned']).forUpdate().executeTakeFirst()
}

function requestsOf(ctx: Ctx, { org_id, subject_type, subject_id }: Subject) {
  return ctx.tx
    .selectFrom('kernel.approval_request')
    .select(['id', 'state', 'subject_hash', 'chosen'])
    .where('org_id', '=', org_id)
    .where('subject_type', '=', subject_type)
    .where('subject_id', '=', subject_id)
}
