import { type RawBuilder, sql } from 'kysely'
import { type Page, pageByKey } from '../db/keyset.ts'
import { containing } from '../db/like.ts'
import type { Ctx } from '../http/context.ts'
import { readNames } from '../org/list.ts'
import type { AssignmentKind, ListedPerson, personSorts } from './contract.ts'
import { type Post, postIn } from './post-in.ts'

type Query = {
  q?: string | undefined
  org_id?: string | undefined
  under?: string | undefined
  kind?: AssignmentKind | AssignmentKind[] | undefined
  post?: string | undefined
  state: 'now' | 'left' | 'any'
  sort: (typeof personSorts)[number]
  after?: string | undefined
  limit: number
}

/**
 * The people within reach that fit, each with what they do now. Invariant: whatever is asked, each has an assignment
 * that row-level security lets this request see; that is what puts them within reach.
 */
export async function listPeople(ctx: Ctx, query: Query): Promise<Page<ListedPerson>> {
  let rows = ctx.tx
    .selectFrom('kernel.person')
    .select(['kernel.person.id', 'kernel.person.name', 'kernel.person.name_en'])
    .where(assignedAs(ctx, query))
  if (query.q) {
    const like = contains(query.q)
    rows = rows.where(sql<boolean>`(kernel.person.name ilike ${like} or kernel.person.name_en ilike ${like})`)
  }
  const direction = query.sort.startsWith('-') ? 'desc' : 'asc'
  const page = await pageByKey(
    ctx.tx,
    rows,
    [
      { by: 'kernel.person.name', as: 'name', direction, names: true },
      { by: 'kernel.person.id', as: 'id', direction },
    ],
    query,
  )
  const doing = await readPresent(
    ctx,
    page.items.map(({ id }) => id),
  )
  return { ...page, items: page.items.map((row) => ({ ...row, assignments: doing.get(row.id) ?? [] })) }
}

const contains = (text: string) => containing(text)

const today = ({ now }: Ctx) => sql`(${now}::timestamptz at time zone o.time_zone)::date`
const holdsNow = (ctx: Ctx) =>
  sql`a.starts_on <= ${today(ctx)} and (a.ends_on is null or a.ends_on > ${today(ctx)})`

function assignedAs(ctx: Ctx, { org_id, under, kind, post, state }: Query): RawBuilder<boolean> {
  const wanted = [
    ...(org_id ? [sql`a.org_id = ${org_id}`] : []),
    ...(under ? [sql`o.path @> array[${under}]::uuid[]`] : []),
    ...(kind ? [sql`a.kind = any(${[kind].flat()})`] : []),
    ...(post
      ? [
          sql`(a.post ilike ${contains(post)} or a.post_tw ilike ${contains(post)} or a.post_en ilike ${contains(post)})`,
        ]
      : []),
  ]
  const some = (conditions: RawBuilder<unknown>[]) => sql`(
    select a.person_id from kernel.assignment a join kernel.organisation o on o.id = a.org_id
    where ${sql.join([sql`true`, ...conditions], sql` and `)})`
  const among = sql`kernel.person.id in`
  if (state === 'now') return sql<boolean>`${among} ${some([...wanted, holdsNow(ctx)])}`
  if (state === 'any') return sql<boolean>`${among} ${some(wanted)}`
  const unended = sql`(a.ends_on is null or a.ends_on > greatest(${today(ctx)}, a.starts_on))`
  return sql<boolean>`${among} ${some(wanted)} and not ${among} ${some([unended])}`
}

type Row = {
  id: string
  person_id: string
  org_id: string
  kind: AssignmentKind
  starts_on: string
} & Post

/** What these people do now within reach: employment first, then the rest by their beginning. */
async function readPresent(ctx: Ctx, ids: string[]): Promise<Map<string, ListedPerson['assignments']>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select a.id, a.person_id, a.org_id, a.kind, a.post, a.post_tw, a.post_en, a.starts_on
    from kernel.assignment a join kernel.organisation o on o.id = a.org_id
    where a.person_id in (select unnest(${ids}::uuid[])) and ${holdsNow(ctx)}
    order by a.kind <> 'employment', a.starts_on, a.id`.execute(ctx.tx)
  const names = await readNames(
    ctx,
    rows.map(({ org_id }) => org_id),
  )
  const grouped = Map.groupBy(rows, ({ person_id }) => person_id)
  return new Map(
    [...grouped].map(([person_id, held]) => [
      person_id,
      held.map(({ person_id: _person, org_id, post, post_tw, post_en, ...one }) => ({
        ...{ ...one, post: postIn(ctx.language, { post, post_tw, post_en }) },
        organisation: names.get(org_id)!,
      })),
    ]),
  )
}
