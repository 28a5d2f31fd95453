import { sql } from 'kysely'
import { narrow } from '../../../kernel/db/narrow.ts'
import { inPinyin } from '../../../kernel/db/pinyin.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { counted, counting, type Span } from './source.ts'
import { findTally } from './tally/read.ts'

/** How many complaints of a period there are, by each thing they are counted by; every one of them once under each. */
export type Counts = {
  total: number
  resolved: number
  first_time: number
  caused: number
  organisations: { id: string; name: string; name_en: string | null; count: number }[]
  services: Map<string, number>
  causes: Map<string, number>
  channels: Map<string, number>
  /** By the month, `YYYY-MM`. */
  months: Map<string, number>
}

/** So many organisations are named, the most frequent first. */
const most = 30

type Part = { part: string; key: string; n: number }
type Named = { id: string; name: string; name_en: string | null; count: number }

export async function countAll(ctx: Ctx, span: Span): Promise<Counts> {
  const { parts, organisations } = (await findTally(ctx, span)) ?? counting(span, counted(ctx, span))
  const { rows } = await sql<Part>`
    select part, key, sum(n)::int n from (${parts}) p where key is not null group by part, key having sum(n) <> 0`.execute(
    ctx.tx,
  )
  const named = await sql<Named>`
    with counts as materialized (
      select org_id, until, sum(n)::int n from (${organisations}) o group by org_id, until
    ), most as materialized (
      select above.id, sum(n.n)::int count
      from counts n join kernel.organisation own on own.id = n.org_id
      left join kernel.organisation_stood s on s.organisation_id = n.org_id and s.until = n.until
      cross join lateral unnest(coalesce(s.path, own.path)) above (id)
      where ${narrow(ctx.reach, 'above.id')}
      group by above.id having sum(n.n) > 0
      order by 2 desc fetch first ${sql.lit(most)} rows with ties
    )
    select o.id, o.name, o.name_en, s.count from most s join kernel.organisation o on o.id = s.id
    order by s.count desc, ${inPinyin('o.name')}, o.id limit ${most}`.execute(ctx.tx)
  const by = (part: string) => new Map(rows.filter((row) => row.part === part).map(({ key, n }) => [key, n]))
  const outcome = by('outcome')
  const first_time = outcome.get('first') ?? 0
  const resolved = first_time + (outcome.get('again') ?? 0)
  const sum = (list: Map<string, number>) => [...list.values()].reduce((all, one) => all + one, 0)
  return {
    ...{ total: sum(outcome), resolved, first_time, caused: sum(by('cause')) },
    organisations: named.rows,
    ...{ services: by('service'), causes: by('cause'), channels: by('channel'), months: by('month') },
  }
}
