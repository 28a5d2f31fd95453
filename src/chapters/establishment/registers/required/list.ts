import { sql } from 'kysely'
import type { z } from 'zod'
import { dayIn } from '../../../../kernel/calendar/working-days.ts'
import { readPeriod } from '../../../../kernel/controls/period.ts'
import { countedBy } from '../../../../kernel/controls/records.ts'
import { type Page, pageByKey } from '../../../../kernel/db/keyset.ts'
import { containing } from '../../../../kernel/db/like.ts'
import { narrow } from '../../../../kernel/db/narrow.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { readCompany } from '../../../../kernel/regulation/company.ts'
import type { listRequired as contract, RequiredLicence } from './contract.ts'
import { requiredLicences } from './required.ts'

export const requiredPath = '/establishment/licences/required'

type Asked = z.output<typeof contract.query>
export type Filters = Omit<Asked, 'after' | 'limit'>
type Found = Pick<RequiredLicence, 'id' | 'kind' | 'standing'> & {
  org_id: string
  org_kind: RequiredLicence['organisation']['kind']
  org_name: string
  org_name_en: string | null
  licence: RequiredLicence['licence']
}

/** What organisations within reach have to hold: by the code of the organisation, then by kind. */
export async function listRequired(
  ctx: Ctx,
  { after, limit, ...filters }: Asked,
): Promise<Page<RequiredLicence>> {
  const counted = await countedBy(ctx, filters, { list: requiredPath, row: 'w' })
  const on = await dayOf(ctx, filters.counted_in)
  const conditions = [narrow(ctx.reach, 'w.org_id'), counted, ...conditionsOf(filters, on)]
  const found = sql<Found>`(
    select w.id, w.org_id, w.kind, ${standing(on)} standing, o.code org_code,
      o.kind org_kind, o.name org_name, o.name_en org_name_en,
      case when l.id is not null then jsonb_build_object(
        'id', l.id, 'number', l.number, 'issued_on', l.issued_on, 'expires_on', l.expires_on) end licence
    from (${requiredLicences(on)}) w
    join kernel.organisation o on o.id = w.org_id
    left join (
      select distinct on (l.org_id, l.kind) l.org_id, l.kind, l.id, l.number, l.issued_on, l.expires_on
      from establishment.licence l where l.issued_on <= ${on}
      order by l.org_id, l.kind, coalesce(l.expires_on, 'infinity') desc, l.id desc
    ) l on l.org_id = w.org_id and l.kind = w.kind
    where ${sql.join(conditions, sql` and `)})`
  const rows = ctx.tx.selectFrom(found.as('r')).selectAll()
  const keys = ['org_code', 'kind'].map((as) => ({ by: `r.${as}` as never, as }))
  const page = await pageByKey(ctx.tx, rows as never, keys, { after, limit })
  return { ...page, items: page.items.map((row) => show(row as unknown as Found)) }
}

// The one that holds longest is in force, or none is.
const standing = (on: string) =>
  sql`case when l.id is null then 'missing' when coalesce(l.expires_on, 'infinity') >= ${on} then 'in_force' else 'ended' end`

/** The day a period is counted on; today where none is asked for. */
async function dayOf({ tx, now }: Ctx, period: string | undefined): Promise<string> {
  const { time_zone } = await readCompany(tx)
  return period === undefined ? dayIn(time_zone, now) : readPeriod(period, { now, time_zone }).on
}

function conditionsOf({ organisation_id, under, kind, standing: stands, q }: Filters, on: string) {
  const like = containing(q ?? '')
  return [
    ...(organisation_id ? [sql`w.org_id = ${organisation_id}`] : []),
    ...(under ? [sql`o.path @> array[${under}]::uuid[]`] : []),
    ...(kind ? [sql`w.kind = any(${[kind].flat()}::text[])`] : []),
    ...(stands ? [sql`${standing(on)} = ${stands}`] : []),
    ...(q ? [sql`(l.number ilike ${like} or o.name ilike ${like} or o.name_en ilike ${like})`] : []),
  ]
}

const show = ({ org_id, org_kind, org_name, org_name_en, id, kind, ...row }: Found): RequiredLicence => ({
  ...{ id, kind, standing: row.standing, licence: row.licence },
  organisation: { id: org_id, kind: org_kind, name: org_name, name_en: org_name_en },
})
