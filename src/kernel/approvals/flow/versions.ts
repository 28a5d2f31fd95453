import { headquartersOf } from '../../calendar/headquarters.ts'
import { newId } from '../../db/new-id.ts'
import type { Ctx } from '../../http/context.ts'
import type { FlowDefinition, FlowVersion } from './contract.ts'
import { getFlowVersion } from './pages.ts'

export async function insertVersion(
  ctx: Ctx,
  { flow_id, number, definition }: { flow_id: string; number: number; definition: FlowDefinition },
) {
  const id = newId()
  await ctx.tx
    .insertInto('kernel.approval_flow_version')
    .values({ id, flow_id, number, definition: JSON.stringify(definition) })
    .execute()
  return getFlowVersion(ctx, id)
}

/** Flows are the company's: their trail is headquarters'. */
export async function recordVersion(
  ctx: Ctx,
  verb: 'create' | 'save_draft' | 'publish' | 'import' | 'restore',
  version: FlowVersion,
  note: string | null = null,
) {
  ctx.record({
    action: `approvals.flow.${verb}`,
    org_id: await headquartersOf(ctx),
    subject_type: 'approval_flow',
    subject_id: version.flow_id,
    number: `v${version.number}`,
    title: version.title,
    note,
  })
}
