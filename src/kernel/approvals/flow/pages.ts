import { sql } from 'kysely'
import { notFound } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { describeSubjects } from '../kinds.ts'
import type { FlowDefinition, FlowPage, FlowVersion } from './contract.ts'

type ListedFlow = Pick<
  FlowPage,
  'id' | 'key' | 'title' | 'title_tw' | 'title_en' | 'subject_type' | 'position' | 'archived_at'
> & {
  published_number: number | null
  has_draft: boolean
  running: number
}

export async function listFlows(ctx: Ctx) {
  const { rows } = await sql<ListedFlow>`
    select f.id, f.key, f.title, f.title_tw, f.title_en, f.subject_type, f.position, f.archived_at,
      max(v.number) filter (where v.published_at is not null) published_number,
      coalesce(bool_or(v.published_at is null), false) has_draft,
      coalesce(n.running, 0) running
    from kernel.approval_flow f left join kernel.approval_flow_version v on v.flow_id = f.id
    left join (
      select rv.flow_id, count(*) running
      from kernel.approval_request r join kernel.approval_flow_version rv on rv.id = r.flow_version_id
      where r.state in ('running', 'returned') group by rv.flow_id
    ) n on n.flow_id = f.id
    group by f.id, n.running order by f.archived_at is not null, f.subject_type, f.position, f.key`.execute(
    ctx.tx,
  )
  const can: 'create'[] = ctx.holds('approvals.flow.edit') ? ['create'] : []
  return { items: rows, subject_types: describeSubjects(ctx.language), can }
}

/** `requests` counts those within reach. */
export async function readFlow(ctx: Ctx, id: string): Promise<FlowPage> {
  const flow = await ctx.tx
    .selectFrom('kernel.approval_flow')
    .select([
      'id',
      'key',
      'title',
      'title_tw',
      'title_en',
      'subject_type',
      'position',
      'archived_at',
      'version',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!flow) throw notFound()
  const { rows: versions } = await sql<FlowPage['versions'][number]>`
    select v.id, v.number, v.published_at, coalesce(n.requests, 0) requests
    from kernel.approval_flow_version v left join (
      select r.flow_version_id, count(*) requests from kernel.approval_request r
      where r.flow_version_id in (select id from kernel.approval_flow_version where flow_id = ${id})
      group by r.flow_version_id
    ) n on n.flow_version_id = v.id
    where v.flow_id = ${id} order by v.number desc`.execute(ctx.tx)
  const edits = ctx.holds('approvals.flow.edit')
  return {
    ...flow,
    versions,
    can: edits ? ['edit', 'publish', 'archive', 'import', 'restore', 'export'] : ['export'],
  }
}

export async function getFlowVersion(ctx: Ctx, id: string): Promise<FlowVersion> {
  const row = await ctx.tx
    .selectFrom('kernel.approval_flow_version as v')
    .innerJoin('kernel.approval_flow as f', 'f.id', 'v.flow_id')
    .select([
      ...(['v.id', 'v.flow_id', 'v.number', 'v.definition', 'v.published_at', 'v.version'] as const),
      ...(['f.key', 'f.title', 'f.title_tw', 'f.title_en', 'f.subject_type'] as const),
    ])
    .where('v.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return { ...row, definition: row.definition as FlowDefinition }
}
