import { notFound, refused } from '../../../errors/problem.ts'
import type { Ctx } from '../../../http/context.ts'
import type { FileAnswer } from '../../../http/send-file.ts'
import { kindOf } from '../../kinds.ts'
import type { FlowVersion } from '../contract.ts'
import { createFlow } from '../edit.ts'
import { getFlowVersion } from '../pages.ts'
import { saveFlowDraft } from '../publish.ts'
import { readFlowFile, writeFlowFile } from './file.ts'

export async function exportFlowVersion(ctx: Ctx, id: string): Promise<FileAnswer> {
  const version = await getFlowVersion(ctx, id)
  return {
    name: `${version.key}.v${version.number}.json`,
    type: 'application/json',
    bytes: Buffer.from(`${JSON.stringify(writeFlowFile(version), null, 2)}\n`),
  }
}

/** A file becomes the draft of the flow's next version. Invariant: an import publishes nothing. */
export async function importFlow(
  ctx: Ctx,
  { id, version, text }: { id: string; version: number; text: string },
): Promise<FlowVersion> {
  const flow = await ctx.tx
    .selectFrom('kernel.approval_flow')
    .select('subject_type')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!flow) throw notFound()
  const file = readFlowFile(text, ctx.language)
  if (flow.subject_type !== file.subject_type) {
    const [theirs, ours] = [file.subject_type, flow.subject_type].map((type) => kindOf(ctx.language, type))
    throw refused('approvals.errors.import_other_kind', { theirs, ours })
  }
  const { definition, number } = file
  const note = `${file.key} v${number}`
  return saveFlowDraft(ctx, { flow_id: id, version, definition, by: { verb: 'import', note } })
}

export async function importNewFlow(ctx: Ctx, { text }: { text: string }): Promise<FlowVersion> {
  const { number: _, format: __, format_version: ___, ...flow } = readFlowFile(text, ctx.language)
  return createFlow(ctx, { ...flow, position: 100 })
}

/** An older version becomes the draft of the next; `version` is the draft's that it replaces, 0 where there is none. */
export async function restoreVersion(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<FlowVersion> {
  const { flow_id, definition, number, published_at } = await getFlowVersion(ctx, id)
  if (!published_at) throw refused('approvals.errors.restore_draft')
  return saveFlowDraft(ctx, { flow_id, version, definition, by: { verb: 'restore', note: `v${number}` } })
}
