import type { Selectable } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { getRow } from '../../db/row.ts'
import type { Ctx } from '../../http/context.ts'

export type Extension = Selectable<DB['kernel.issue_extension']>

export const extensionType = 'issues.extension'
export const subjectOfExtension = ({ org_id, id }: Pick<Extension, 'org_id' | 'id'>) => ({
  org_id,
  subject_type: extensionType,
  subject_id: id,
})

export async function getExtension(ctx: Ctx, id: string): Promise<Extension> {
  const row = await getRow(ctx, 'kernel.issue_extension', id)
  return row
}

export function listExtensions(
  { tx }: Ctx,
  { org_id, id }: { org_id: string; id: string },
): Promise<Extension[]> {
  return tx
    .selectFrom('kernel.issue_extension')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('issue_id', '=', id)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
}

/** The one that is being decided on, or came back to whoever asked. */
export async function findRunning(ctx: Ctx, issue: { org_id: string; id: string }) {
  const all = await listExtensions(ctx, issue)
  return all.find(({ state }) => state === 'in_review' || state === 'more_wanted')
}

export async function setExtension(
  ctx: Ctx,
  { org_id, id, version }: Extension,
  set: Partial<Pick<Extension, 'state' | 'until_on' | 'reason' | 'request_id'>> & { decided_at?: Date },
): Promise<Extension> {
  return ctx.tx
    .updateTable('kernel.issue_extension')
    .set({ ...set, version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
