import { headquartersOf } from '../../calendar/headquarters.ts'
import { newId } from '../../db/new-id.ts'
import { isUniqueViolation } from '../../db/transaction.ts'
import { notFound, refused, stale } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { renamed, type Titled } from '../../language/titles/contract.ts'
import { findApprovalSubject } from '../subjects.ts'
import type { FlowDefinition, FlowVersion } from './contract.ts'
import { insertVersion, recordVersion } from './versions.ts'

type Names = Titled & { title_en: string | null; position: number }

export async function createFlow(
  ctx: Ctx,
  input: Names & { key: string; subject_type: string; definition: FlowDefinition },
): Promise<FlowVersion> {
  const { definition, ...flow } = input
  if (!findApprovalSubject(flow.subject_type)) {
    throw refused('approvals.errors.unknown_subject_type', { subject_type: flow.subject_type })
  }
  const id = newId()
  try {
    await ctx.tx
      .insertInto('kernel.approval_flow')
      .values({ id, ...flow })
      .execute()
  } catch (error) {
    if (isUniqueViolation(error)) throw refused('approvals.errors.key_taken')
    throw error
  }
  const version = await insertVersion(ctx, { flow_id: id, number: 1, definition })
  await recordVersion(ctx, 'create', version)
  return version
}

export async function editFlow(ctx: Ctx, input: Names & { id: string; version: number; archived: boolean }) {
  const { id, version, archived, ...names } = input
  const before = await ctx.tx
    .selectFrom('kernel.approval_flow')
    .select(['title', 'title_tw', 'position', 'archived_at', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!before) throw notFound()
  if (before.version !== version) throw stale()
  const archived_at = archived ? (before.archived_at ?? ctx.now) : null
  await ctx.tx
    .updateTable('kernel.approval_flow')
    .set({ ...renamed(before, names), archived_at, version: version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({
    action: 'approvals.flow.edit',
    org_id: await headquartersOf(ctx),
    subject_type: 'approval_flow',
    subject_id: id,
    title: names.title,
    diff: {
      title: [before.title, names.title],
      position: [before.position, names.position],
      archived: [before.archived_at !== null, archived],
    },
  })
}
