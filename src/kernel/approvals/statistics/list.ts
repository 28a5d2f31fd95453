import { type SelectQueryBuilder, sql } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { personOf } from '../../access/actor.ts'
import { type Page, pageByKey } from '../../db/keyset.ts'
import type { Ctx } from '../../http/context.ts'
import type { FlowDefinition } from '../flow/contract.ts'
import { standsInFor } from '../proxy/stands-in.ts'
import { visibleTo } from '../request/list.ts'
import { namesOf } from '../request/names.ts'
import type { Measured, MeasuredBy } from './contract.ts'
import { type Narrowed, piecesOf } from './pieces.ts'

type Query = Narrowed & { by: MeasuredBy; after?: string | undefined; limit: number }
type Row = Pick<Measured, 'id' | 'requests' | 'late' | 'urged' | 'urges' | 'average' | 'median' | 'longest'>

/**
 * Working minutes by flow, step, person or request, the slowest first. Invariant: only requests that the caller's own
 * list would show are counted.
 */
export async function listStatistics(
  ctx: Ctx,
  { by, after, limit, ...narrowed }: Query,
): Promise<Page<Measured>> {
  const owners = await standsInFor(ctx, personOf(ctx.actor))
  const counted = sql<Row>`(
    select id, count(distinct request_id)::int requests, count(distinct request_id) filter (where late)::int late,
      count(distinct request_id) filter (where urges > 0)::int urged, sum(urges)::int urges,
      round(avg(minutes), 1)::float8 average, max(minutes)::int longest,
      percentile_cont(0.5) within group (order by minutes)::float8 median
    from (${piecesOf(by, narrowed, visibleTo(ctx, owners))}) piece group by id)`
  const page = await pageByKey(
    ctx.tx,
    named(ctx.tx.selectFrom(counted.as('measured')).selectAll()),
    [
      { by: 'average' as 'id', as: 'average', direction: 'desc' },
      { by: 'id', as: 'id' },
    ],
    { after, limit },
  )
  return { ...page, items: await show(ctx, by, page.items) }
}

type Counted = SelectQueryBuilder<DB, 'kernel.approval_request', Row>

/** Pages over what was counted in a query of its own. */
const named = (query: unknown) => query as Counted

async function show(ctx: Ctx, by: MeasuredBy, rows: Row[]): Promise<Measured[]> {
  const nothing = { flow: null, step: null, person: null, request: null }
  if (by === 'person') {
    const nameOf = await namesOf(
      ctx,
      rows.map(({ id }) => id),
    )
    return rows.map((row) => ({ ...row, ...nothing, person: nameOf(row.id) }))
  }
  if (by === 'request') {
    const found = await ctx.tx
      .selectFrom('kernel.approval_request')
      .select(['id', 'subject_number as number', 'subject_title as title'])
      .where('id', 'in', [...rows.map(({ id }) => id), nobody])
      .execute()
    const requests = new Map(found.map((one) => [one.id, one]))
    return rows.map((row) => ({ ...row, ...nothing, request: requests.get(row.id) ?? null }))
  }
  const flows = await readFlows(
    ctx,
    rows.map(({ id }) => id.split(' ')[0]!),
  )
  return rows.map((row) => {
    const [flow_id = '', key] = row.id.split(' ')
    const found = flows.get(flow_id)
    const { steps = [], ...flow } = found ?? { id: flow_id, title: '', title_tw: null, title_en: null }
    if (key === undefined) return { ...row, ...nothing, flow }
    const step = steps.find((one) => one.key === key)
    return {
      ...row,
      ...nothing,
      flow,
      step: {
        ...{ key, title: step?.title ?? key },
        ...{ title_tw: step?.title_tw, title_en: step?.title_en ?? null },
      },
    }
  })
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** The flows with the steps of all their versions, the latest first: a step that was since taken out keeps its name. */
async function readFlows({ tx }: Ctx, ids: string[]) {
  const rows = await tx
    .selectFrom('kernel.approval_flow as f')
    .innerJoin('kernel.approval_flow_version as v', 'v.flow_id', 'f.id')
    .select(['f.id', 'f.title', 'f.title_tw', 'f.title_en', 'v.definition'])
    .where('f.id', 'in', [...new Set(ids), nobody])
    .orderBy('v.number', 'desc')
    .execute()
  const flows = new Map<string, NonNullable<Measured['flow']> & { steps: FlowDefinition['steps'] }>()
  for (const { definition, ...flow } of rows) {
    const { steps } = definition as FlowDefinition
    const known = flows.get(flow.id)
    if (known) known.steps.push(...steps)
    else flows.set(flow.id, { ...flow, steps: [...steps] })
  }
  return flows
}
