import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { roleDay } from '../../access/role-day.ts'
import { type Page, pageByKey } from '../../db/keyset.ts'
import { containing } from '../../db/like.ts'
import type { Ctx } from '../../http/context.ts'
import type { NamedOrganisation } from '../../org/contract.ts'
import { readNames } from '../../org/list.ts'
import { inReach } from '../../org/organisation.ts'
import { holdsOn } from '../../people/person.ts'
import { companyDay } from '../../regulation/company.ts'
import type { assignmentSorts, ListedAssignment, roleHolds } from './contract.ts'

type Holds = (typeof roleHolds)[number]
type Query = {
  q?: string | undefined
  person_id?: string | undefined
  org_id?: string | undefined
  under?: string | undefined
  role?: string | string[] | undefined
  holds?: Holds | Holds[] | undefined
  sort: (typeof assignmentSorts)[number]
  after?: string | undefined
  limit: number
}

type Row = Pick<ListedAssignment, 'id' | 'with_subtree' | 'starts_on' | 'ends_on' | 'source' | 'version'> & {
  person_id: string
  name: string
  name_en: string | null
  organisation_id: string
  key: string
  title: string
  title_en: string
  builtin: boolean
}

/** Who holds what where, within reach. */
export async function listAssignments(ctx: Ctx, query: Query): Promise<Page<ListedAssignment>> {
  const rows = ctx.tx
    .selectFrom('kernel.role_assignment as h')
    .innerJoin('kernel.person as p', 'p.id', 'h.person_id')
    .innerJoin('kernel.organisation as o', 'o.id', 'h.organisation_id')
    .innerJoin('kernel.role as r', 'r.key', 'h.role_key')
    .select(['h.id', 'h.person_id', 'p.name', 'p.name_en', 'h.organisation_id'])
    .select(['h.with_subtree', 'h.starts_on', 'h.ends_on', 'h.source', 'h.version'])
    .select(['r.key', 'r.title', 'r.title_en', 'r.builtin'])
    .where(fits(ctx, query))
  const direction = query.sort.startsWith('-') ? 'desc' : 'asc'
  const as = query.sort.endsWith('name') ? 'name' : 'starts_on'
  const page = await pageByKey(
    ctx.tx,
    rows as unknown as SelectQueryBuilder<DB, never, Row>,
    [
      { by: (as === 'name' ? 'p.name' : 'h.starts_on') as never, as, direction },
      { by: 'h.id' as never, as: 'id', direction },
    ],
    query,
  )
  const names = await readNames(
    ctx,
    page.items.map(({ organisation_id }) => organisation_id),
  )
  const today = await companyDay(ctx)
  return { ...page, items: page.items.map((row) => show(ctx, row, { names, today })) }
}

/** Invariant: the table is shared, so the reach is part of the question. */
function fits(ctx: Ctx, { q, person_id, org_id, under, role, holds }: Query): RawBuilder<boolean> {
  const like = q && containing(q)
  const today = roleDay(ctx.now)
  const held = sql`case when h.ends_on <= greatest(h.starts_on, ${today}) then 'past'
    when h.starts_on > ${today} then 'later' else 'now' end`
  const wanted = [
    inReach(ctx.reach, 'h.organisation_id'),
    ...(like ? [sql`(p.name ilike ${like} or p.name_en ilike ${like})`] : []),
    ...(person_id ? [sql`h.person_id = ${person_id}`] : []),
    ...(org_id ? [sql`h.organisation_id = ${org_id}`] : []),
    ...(under ? [sql`o.path @> array[${under}]::uuid[]`] : []),
    ...(role ? [sql`h.role_key = any(${[role].flat()}::text[])`] : []),
    ...(holds ? [sql`${held} = any(${[holds].flat()}::text[])`] : []),
  ]
  return sql<boolean>`${sql.join(wanted, sql` and `)}`
}

type Shown = { names: Map<string, NamedOrganisation>; today: string }

function show(ctx: Ctx, row: Row, { names, today }: Shown): ListedAssignment {
  const { person_id, name, name_en, organisation_id, key, title, title_en, builtin, ...rest } = row
  const holds = holdsOn(today, row)
  const mayEnd =
    row.source === 'granted' &&
    holds !== 'past' &&
    person_id !== ctx.actor.person_id &&
    ctx.may('administration.assignment.end', organisation_id)
  return {
    ...rest,
    person: { id: person_id, name, name_en },
    role: { key, title, title_en, builtin },
    organisation: names.get(organisation_id)!,
    holds,
    can: mayEnd ? ['end'] : [],
  }
}
