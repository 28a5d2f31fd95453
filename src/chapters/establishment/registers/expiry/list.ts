import { sql } from 'kysely'
import { type Page, pageByKey } from '../../../../kernel/db/keyset.ts'
import { containing } from '../../../../kernel/db/like.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { StandingLicence } from './contract.ts'

export type StandingFilters = {
  org_id?: string | undefined
  under?: string | undefined
  kind?: StandingLicence['kind'] | StandingLicence['kind'][] | undefined
  within?: number | undefined
  q?: string | undefined
}

type Found = Omit<StandingLicence, 'organisation' | 'issue' | 'can'> & {
  org_id: string
  org_kind: StandingLicence['organisation']['kind']
  org_name: string
  org_name_en: string | null
  issue_id: string | null
  issue_number: string | null
  issue_state: string | null
  sort_key: unknown
}

/** The licences within reach that none has taken the place of, the first to run out first; without an end, last. */
export async function listStanding(
  ctx: Ctx,
  { after, limit, ...filters }: StandingFilters & { after?: string | undefined; limit: number },
): Promise<Page<StandingLicence>> {
  const rows = ctx.tx.selectFrom(sql<Found>`(${selection(ctx, filters)})`.as('r')).selectAll()
  const keys = ['sort_key', 'id'].map((as) => ({ by: `r.${as}` as never, as }))
  const page = await pageByKey(ctx.tx, rows as never, keys, { after, limit })
  return { ...page, items: page.items.map((row) => show(ctx, row as unknown as Found)) }
}

function selection({ now }: Ctx, { org_id, under, kind, within, q }: StandingFilters) {
  const today = sql`(${now}::timestamptz at time zone o.time_zone)::date`
  const like = containing(q ?? '')
  const conditions = [
    sql`not exists (select from establishment.licence_renewal n where n.org_id = l.org_id and n.licence_id = l.id)`,
    ...(org_id ? [sql`l.org_id = ${org_id}`] : []),
    ...(under ? [sql`o.path @> array[${under}]::uuid[]`] : []),
    ...(kind ? [sql`l.kind = any(${[kind].flat()}::text[])`] : []),
    ...(within === undefined ? [] : [sql`l.expires_on <= ${today} + ${within}::int`]),
    ...(q ? [sql`(l.number ilike ${like} or o.name ilike ${like} or o.name_en ilike ${like})`] : []),
  ]
  return sql`
    select l.id, l.org_id, l.kind, l.number, l.issued_by, l.issued_on, l.expires_on, l.version,
      l.expires_on - ${today} as days_left, coalesce(w.reminded, '{}') as reminded,
      coalesce(l.expires_on, 'infinity'::date) as sort_key,
      o.kind as org_kind, o.name as org_name, o.name_en as org_name_en,
      i.id as issue_id, i.number as issue_number, i.state as issue_state
    from establishment.licence l
    join kernel.organisation o on o.id = l.org_id
    left join establishment.licence_watch w
      on w.org_id = l.org_id and w.licence_id = l.id and w.expires_on = l.expires_on
    left join kernel.issue i on i.org_id = w.org_id and i.id = w.issue_id
    where ${sql.join(conditions, sql` and `)}`
}

function show(ctx: Ctx, row: Found): StandingLicence {
  const {
    org_id,
    org_kind,
    org_name,
    org_name_en,
    issue_id,
    issue_number,
    issue_state,
    sort_key: _,
    ...rest
  } = row
  return {
    ...rest,
    organisation: { id: org_id, kind: org_kind, name: org_name, name_en: org_name_en },
    issue: issue_id ? { id: issue_id, number: issue_number!, state: issue_state! } : null,
    can: ctx.may('establishment.licence.edit', org_id) ? ['renew'] : [],
  }
}
