import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { daysBetween } from '../../../../../kernel/calendar/working-days.ts'
import { countedBy } from '../../../../../kernel/controls/records.ts'
import { type Page, pageByKey } from '../../../../../kernel/db/keyset.ts'
import { containing } from '../../../../../kernel/db/like.ts'
import type { Ctx } from '../../../../../kernel/http/context.ts'
import { titleIn } from '../../../../../kernel/language/titles/contract.ts'
import type { NamedOrganisation } from '../../../../../kernel/org/contract.ts'
import { inTime } from '../in-time.ts'
import { stateOf } from '../read.ts'
import type { listRegistrations as contract, ListedRegistration } from './contract.ts'

export const registrationsPath = '/establishment/registrations'

type Asked = z.output<typeof contract.query>
export type Filters = Omit<Asked, 'after' | 'limit'>

/** The registrations within reach that fit, the last to be due first. */
export async function listRegistrations(
  ctx: Ctx,
  { after, limit, ...filters }: Asked,
): Promise<Page<ListedRegistration>> {
  const counted = await countedBy(ctx, filters, { list: registrationsPath, row: 'r' })
  const rows = rowsOf(ctx, filters).where(counted)
  const keys = ['due_on', 'id'].map((as) => ({ by: `r.${as}` as never, as, direction: 'desc' as const }))
  const page = await pageByKey(ctx.tx, rows as never, keys, { after, limit })
  return { ...page, items: page.items.map((row) => show(ctx, row as unknown as Row)) }
}

/** Today where the organisation that applied is. */
const todayAt = ({ now }: Ctx) => sql<string>`(${now}::timestamptz at time zone o.time_zone)::date`

function rowsOf(ctx: Ctx, { organisation_id, under, standing, due_from, due_to, q }: Filters) {
  const today = todayAt(ctx)
  let rows = ctx.tx
    .selectFrom('establishment.registration as r')
    .innerJoin('establishment.registration_kind as k', 'k.key', 'r.kind')
    .innerJoin('kernel.organisation as o', 'o.id', 'r.org_id')
    .innerJoin('establishment.application as a', (join) =>
      join.onRef('a.org_id', '=', 'r.org_id').onRef('a.id', '=', 'r.application_id'),
    )
    .select(['r.id', 'r.org_id', 'r.application_id', 'r.kind', 'r.due_on', 'r.number', 'r.filed_at'])
    .select(['k.title', 'k.title_tw', 'k.title_en', inTime.as('in_time'), today.as('today')])
    .select(['o.kind as org_kind', 'o.name as org_name', 'o.name_en as org_name_en'])
    .select(['a.number as application_number', 'a.name as application_name'])
    .select('a.name_en as application_name_en')
  if (organisation_id) rows = rows.where('r.org_id', '=', organisation_id)
  if (under) rows = rows.where(sql<boolean>`o.path @> array[${under}]::uuid[]`)
  if (standing) rows = rows.where(standsSo(today)[standing])
  if (due_from) rows = rows.where('r.due_on', '>=', due_from)
  if (due_to) rows = rows.where('r.due_on', '<=', due_to)
  if (q) {
    const like = containing(q)
    rows = rows.where(
      sql<boolean>`(r.number ilike ${like} or a.number ilike ${like} or a.name ilike ${like} or a.name_en ilike ${like})`,
    )
  }
  return rows
}

const standsSo = (
  today: RawBuilder<string>,
): Record<NonNullable<Filters['standing']>, RawBuilder<boolean>> => ({
  open: sql`r.filed_at is null`,
  overdue: sql`(r.filed_at is null and r.due_on < ${today})`,
  filed: sql`${inTime}`,
  late: sql`not ${inTime}`,
})

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

function show(ctx: Ctx, row: Row): ListedRegistration {
  const { id, org_id, kind, due_on, number, filed_at, application_id, in_time } = row
  const days_left = filed_at ? null : daysBetween(row.today, due_on)
  return {
    ...{ id, kind, due_on, number, filed_at, days_left },
    title: titleIn(ctx.language, row),
    state: stateOf({ in_time }, days_left),
    organisation: {
      id: org_id,
      kind: row.org_kind as NamedOrganisation['kind'],
      name: row.org_name,
      name_en: row.org_name_en,
    },
    application: {
      ...{ id: application_id, number: row.application_number },
      ...{ name: row.application_name, name_en: row.application_name_en },
    },
  }
}
