import type { Ctx } from '../../http/context.ts'
import type { RequestPage } from './contract.ts'

/** Version → the flow it is of, by its name of today, and the number of the version: what a request runs on. */
export async function readFlowNames(
  { tx }: Ctx,
  versions: readonly string[],
): Promise<Map<string, RequestPage['flow']>> {
  const rows = await tx
    .selectFrom('kernel.approval_flow_version as v')
    .innerJoin('kernel.approval_flow as f', 'f.id', 'v.flow_id')
    .select(['v.id as version_id', 'f.id', 'f.key', 'f.title', 'f.title_tw', 'f.title_en', 'v.number'])
    .where('v.id', 'in', [...new Set(versions)])
    .execute()
  return new Map(rows.map(({ version_id, ...flow }) => [version_id, flow]))
}
