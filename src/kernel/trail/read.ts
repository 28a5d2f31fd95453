import { type Expression, type Selectable, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { DB } from '../../../db/types.ts'
import { readable } from '../access/readable.ts'
import { type Page, pageByKey } from '../db/keyset.ts'
import { containing } from '../db/like.ts'
import type { Ctx } from '../http/context.ts'
import { titlesFor } from '../search/titles.ts'
import { readCompanySettings } from '../settings/company.ts'
import type { readTrail as endpoint, TrailEntryShown } from './contract.ts'
import { listDiscretions } from './discretion.ts'

type Query = z.output<(typeof endpoint)['query']>
type Row = Selectable<DB['kernel.trail_entry']>

/** What happened, the latest first, as far as the caller may read what it happened to. */
export async function readTrail(ctx: Ctx, query: Query): Promise<Page<TrailEntryShown>> {
  const { org_id, subject_type, subject_id, action, actor, since, q } = query
  let entries = ctx.tx
    .selectFrom('kernel.trail_entry')
    .selectAll()
    .where(await visibleTo(ctx))
  if (org_id) entries = entries.where('org_id', '=', org_id)
  if (query.under) entries = entries.where(atOrBelow(query.under))
  if (subject_type) entries = entries.where('subject_type', '=', subject_type)
  if (subject_id) entries = entries.where('subject_id', '=', subject_id)
  if (action) entries = entries.where(startsWith(action))
  if (query.without) entries = entries.where((where) => where.not(startsWith(query.without!)))
  if (actor) entries = entries.where('actor_person_id', '=', actor)
  if (since) entries = entries.where('at', '>=', since)
  if (query.at_from || query.at_to) entries = entries.where(await onDays(ctx, query))
  if (q?.trim()) {
    const like = containing(q.trim())
    entries = entries.where((where) =>
      where.or([where('subject_title', 'ilike', like), where('subject_number', 'ilike', like)]),
    )
  }
  if (query.latest) entries = entries.where('id', 'in', latestOf(entries))
  const keys = (['at', 'id'] as const).map((as) => ({
    by: `kernel.trail_entry.${as}` as const,
    as,
    direction: 'desc' as const,
  }))
  const page = await pageByKey(ctx.tx, entries, keys, query)
  return { ...page, items: await show(ctx, page.items) }
}

/** Of what was found, the latest about each thing: whatever was kept every few seconds is one line. */
const latestOf = (entries: SelectQueryBuilder<DB, 'kernel.trail_entry', Row>) =>
  entries
    .clearSelect()
    .select('id')
    .distinctOn(['org_id', 'subject_type', 'subject_id'])
    .orderBy('org_id')
    .orderBy('subject_type')
    .orderBy('subject_id')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')

/** All of it to those who answer for the chain; otherwise one's own acts and what happened to what one may read. */
async function visibleTo(ctx: Ctx): Promise<Expression<SqlBool>> {
  const whole = ctx.reachOf('trail.chain.read')
  if (whole.all) return sql<SqlBool>`true`
  const thing = sql<string>`(case when position('.' in subject_type) > 0 then subject_type
    else split_part(action, '.', 1) || '.' || split_part(action, '.', 2) end)`
  const discreet = listDiscretions().map(
    ({ actions, visible }) => sql`(action <> all(${actions}::text[]) or ${visible(ctx)})`,
  )
  const parts = [
    sql`org_id = any(${whole.ids}::uuid[])`,
    sql`actor_person_id = ${ctx.actor.person_id}`,
    sql`(${sql.join([await readable(ctx, { thing, org_id: sql`org_id` }), ...discreet], sql` and `)})`,
  ]
  return sql<SqlBool>`(${sql.join(parts, sql` or `)})`
}

function atOrBelow(orgId: string): Expression<SqlBool> {
  return sql<SqlBool>`org_id in (select id from kernel.organisation where path @> array[${orgId}]::uuid[])`
}

/** `approvals.request` finds `approvals.request.approve`, and not `approvals.requests`. */
function startsWith(action: string): Expression<SqlBool> {
  return sql<SqlBool>`(action = ${action} or starts_with(action, ${`${action}.`}))`
}

async function onDays(ctx: Ctx, { at_from, at_to }: Query): Promise<Expression<SqlBool>> {
  const { time_zone } = await readCompanySettings(ctx.tx)
  const from = at_from ? sql`at >= (${at_from}::date)::timestamp at time zone ${time_zone}` : sql`true`
  const to = at_to ? sql`at < (${at_to}::date + 1)::timestamp at time zone ${time_zone}` : sql`true`
  return sql<SqlBool>`(${from} and ${to})`
}

async function show(ctx: Ctx, rows: Row[]): Promise<TrailEntryShown[]> {
  if (rows.length === 0) return []
  const organisations = await byId(
    ctx,
    'kernel.organisation',
    rows.map((row) => row.org_id),
  )
  const people = await byId(ctx, 'kernel.person', [
    ...rows.flatMap((row) => row.actor_person_id ?? []),
    ...rows.flatMap((row) => row.for_person_id ?? []),
  ])
  const links = await findLinks(ctx, rows)
  const titleOf = await titlesFor(
    ctx,
    rows.map(({ org_id, subject_title: title }) => ({ org_id, title })),
  )
  return rows.map((row) => ({
    ...{ id: row.id, seq: row.seq, at: row.at, action: row.action, note: row.note },
    hash: row.hash.toString('hex'),
    organisation: organisations.get(row.org_id) ?? { id: row.org_id, name: '', name_en: null, kind: '' },
    actor: {
      kind: row.actor_kind as TrailEntryShown['actor']['kind'],
      person_id: row.actor_person_id,
      name: row.actor_name,
      name_en: people.get(row.actor_person_id ?? '')?.name_en ?? null,
    },
    for_person: people.get(row.for_person_id ?? '') ?? null,
    subject: {
      type: row.subject_type,
      id: row.subject_id,
      number: row.subject_number,
      title: titleOf({ org_id: row.org_id, title: row.subject_title }),
      link: links.get(row.subject_id) ?? linkOf(row),
    },
    diff: row.diff as TrailEntryShown['diff'],
  }))
}

async function byId(ctx: Ctx, table: 'kernel.organisation' | 'kernel.person', ids: string[]) {
  const kind = table === 'kernel.organisation' ? sql<string>`kind` : sql<string>`''`
  const rows = ids.length
    ? await ctx.tx
        .selectFrom(table)
        .select(['id', 'name', 'name_en', kind.as('kind')])
        .where('id', 'in', [...new Set(ids)])
        .execute()
    : []
  return new Map(rows.map((row) => [row.id, row]))
}

/** What can be found by searching also has a page. */
async function findLinks(ctx: Ctx, rows: Row[]): Promise<Map<string, string>> {
  const found = await ctx.tx
    .selectFrom('kernel.search_entry')
    .select(['id', 'link'])
    .where('org_id', 'in', [...new Set(rows.map((row) => row.org_id))])
    .where('id', 'in', [...new Set(rows.map((row) => row.subject_id))])
    .execute()
  return new Map(found.map((row) => [row.id, row.link]))
}

function linkOf({ subject_type, subject_id }: Row): string | null {
  if (subject_type === 'organisation') return `/organisations/${subject_id}`
  if (subject_type === 'person') return `/people/${subject_id}`
  return null
}
