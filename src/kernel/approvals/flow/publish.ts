import { personOf } from '../../access/actor.ts'
import { invalid, notFound, refused, stale } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import type { FlowDefinition, FlowVersion } from './contract.ts'
import { faultsOfVersion } from './faults.ts'
import { getFlowVersion } from './pages.ts'
import { insertVersion, recordVersion } from './versions.ts'

type Draft = {
  flow_id: string
  /** The draft's that is replaced; 0 starts one. */
  version: number
  definition: FlowDefinition
  /** Where it came from when nobody wrote it by hand. */
  by?: { verb: 'import' | 'restore'; note: string }
}

/** Saves the draft of the next version. A draft may still be unsound. */
export async function saveFlowDraft(
  ctx: Ctx,
  { flow_id, version, definition, by }: Draft,
): Promise<FlowVersion> {
  const flow = await ctx.tx
    .selectFrom('kernel.approval_flow')
    .select('id')
    .where('id', '=', flow_id)
    .forUpdate()
    .executeTakeFirst()
  if (!flow) throw notFound()
  const latest = await ctx.tx
    .selectFrom('kernel.approval_flow_version')
    .select(['id', 'number', 'published_at', 'version'])
    .where('flow_id', '=', flow_id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const draft = latest && latest.published_at === null ? latest : undefined
  if ((draft?.version ?? 0) !== version) throw stale()
  const saved = draft
    ? await updateDraft(ctx, draft, definition)
    : await insertVersion(ctx, { flow_id, number: (latest?.number ?? 0) + 1, definition })
  await recordVersion(ctx, by?.verb ?? 'save_draft', saved, by?.note)
  return saved
}

/** From here on the version is final. 400 `approvals.errors.unsound_flow` names every fault. */
export async function publishFlow(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<FlowVersion> {
  await ctx.tx
    .selectFrom('kernel.approval_flow_version')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const draft = await getFlowVersion(ctx, id)
  if (draft.published_at) throw refused('approvals.errors.published_is_final')
  if (draft.version !== version) throw stale()
  const faults = await faultsOfVersion(ctx, draft)
  if (faults.length > 0) throw invalid('approvals.errors.unsound_flow', {}, faults)
  await ctx.tx
    .updateTable('kernel.approval_flow_version')
    .set({ published_at: ctx.now, published_by: personOf(ctx.actor), version: version + 1 })
    .where('id', '=', id)
    .execute()
  const published = await getFlowVersion(ctx, id)
  await recordVersion(ctx, 'publish', published)
  return published
}

async function updateDraft(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
  definition: FlowDefinition,
) {
  await ctx.tx
    .updateTable('kernel.approval_flow_version')
    .set({ definition: JSON.stringify(definition), version: version + 1 })
    .where('id', '=', id)
    .execute()
  return getFlowVersion(ctx, id)
}
