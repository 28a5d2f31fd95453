import { type Expression, type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { DB } from '../../../db/types.ts'
import { readable } from '../access/readable.ts'
import { type Page, pageByKey } from '../db/keyset.ts'
import { containing } from '../db/like.ts'
import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'
import { titlesFor } from '../search/titles.ts'
import { readCompanySettings } from '../settings/company.ts'
import type { readTrail as endpoint, TrailEntryShown } from './contract.ts'
import { listDiscretions } from './discretion.ts'
import { fieldsOf } from './fields.ts'
import { outsideActor } from './outside.ts'

type Query = z.output<(typeof endpoint)['query']>
type Row = Selectable<DB['kernel.trail_entry']>

/** What happened, the latest first, as far as the caller may read what it happened to. */
export async function readTrail(ctx: Ctx, query: Query): Promise<Page<TrailEntryShown>> {
  const { org_id, subject_type, subject_id, action, actor, since, q } = query
  const wanted: Expression<SqlBool>[] = [await visibleTo(ctx)]
  if (org_id) wanted.push(sql`org_id = ${org_id}`)
  if (query.under) wanted.push(atOrBelow(query.under))
  if (subject_type) wanted.push(sql`subject_type = ${subject_type}`)
  if (subject_id) wanted.push(sql`subject_id = ${subject_id}`)
  if (action) wanted.push(startsWith(action))
  if (query.without) wanted.push(sql`not ${startsWith(query.without)}`)
  if (actor) wanted.push(sql`actor_person_id = ${actor}`)
  if (q?.trim()) {
    const like = containing(q.trim())
    wanted.push(sql`(subject_title ilike ${like} or subject_number ilike ${like})`)
  }
  const days = query.at_from || query.at_to ? await onDays(ctx, query) : () => []
  const found = (at: RawBuilder<unknown>) =>
    sql<SqlBool>`${sql.join([...wanted, ...(since ? [sql`${at} >= ${since}`] : []), ...days(at)], sql` and `)}`
  let entries = ctx.tx.selectFrom('kernel.trail_entry').selectAll().where(found(sql`at`))
  if (query.latest) entries = entries.where(isLatest(found(unindexed)))
  const keys = (['at', 'id'] as const).map((as) => ({
    by: `kernel.trail_entry.${as}` as const,
    as,
    direction: 'desc' as const,
  }))
  const page = await pageByKey(ctx.tx, entries, keys, { ...query, countTo: query.latest ? 100 : undefined })
  return { ...page, items: await show(ctx, page.items) }
}

// By its own time nobody looks for what came later about a thing: an organisation may have had thousands of entries since.
const unindexed = sql`(at + interval '0')`

/**
 * Of what was found nothing came later about the same thing: whatever was kept every few seconds is one line. Asked of
 * each entry on its way back from now, so that a page costs the same on a day on which a night's round wrote 300,000.
 */
const isLatest = (found: Expression<SqlBool>) => sql<SqlBool>`not exists (
  select from kernel.trail_entry later
  where later.org_id = kernel.trail_entry.org_id and later.subject_type = kernel.trail_entry.subject_type
    and later.subject_id = kernel.trail_entry.subject_id and later.seq > kernel.trail_entry.seq and ${found})`

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

async function onDays(ctx: Ctx, { at_from, at_to }: Query) {
  const { time_zone } = await readCompanySettings(ctx.tx)
  return (at: RawBuilder<unknown>) => [
    ...(at_from ? [sql<SqlBool>`${at} >= (${at_from}::date)::timestamp at time zone ${time_zone}`] : []),
    ...(at_to ? [sql<SqlBool>`${at} < (${at_to}::date + 1)::timestamp at time zone ${time_zone}`] : []),
  ]
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
  const said = await sayFields(ctx, rows)
  return rows.map((row) => ({
    ...{ id: row.id, seq: row.seq, at: row.at, action: row.action, note: row.note },
    hash: row.hash.toString('hex'),
    organisation: organisations.get(row.org_id) ?? { id: row.org_id, name: '', name_en: null, kind: '' },
    actor: outsider(ctx, row) ?? {
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
    ...said(row),
  }))
}

/** What is declared of the fields of these differences; names two people write differently in English stay as they are. */
async function sayFields(ctx: Ctx, rows: Row[]) {
  const valuesOf = ({ action, diff }: Row) =>
    (fieldsOf(action).people ?? []).flatMap((field) => Object(diff)[field] ?? []).flat() as unknown[]
  const named = [...new Set(rows.flatMap(valuesOf).filter((one) => typeof one === 'string'))]
  const people =
    ctx.language === 'en' && named.length > 0
      ? await ctx.tx
          .selectFrom('kernel.person')
          .select(['name', 'name_en'])
          .where('name', 'in', named)
          .where('name_en', 'is not', null)
          .distinct()
          .execute()
      : []
  const english = new Map<string, string>()
  for (const [name, ones] of Map.groupBy(people, (one) => one.name))
    if (ones.length === 1) english.set(name, ones[0]!.name_en!)
  const amounts = ({ action, diff }: Row) =>
    (fieldsOf(action).money ?? []).filter((field) => field in Object(diff))
  const currency = rows.some((row) => amounts(row).length > 0)
    ? (await readCompanySettings(ctx.tx)).currency
    : ''
  return (row: Row): Pick<TrailEntryShown, 'names' | 'money'> => ({
    names: Object.fromEntries(
      valuesOf(row).flatMap((one) => {
        const name = english.get(one as string)
        return name === undefined ? [] : [[one, name]]
      }),
    ),
    money: amounts(row).length > 0 ? { fields: amounts(row), currency } : null,
  })
}

function outsider({ language }: Ctx, row: Row): TrailEntryShown['actor'] | undefined {
  const word = outsideActor(row)
  return word && { kind: 'outside', person_id: null, name: translate(language, word), name_en: null }
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
