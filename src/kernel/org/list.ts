import { sql } from 'kysely'
import { type Page, pageByKey } from '../db/keyset.ts'
import { containing } from '../db/like.ts'
import type { Ctx } from '../http/context.ts'
import type {
  ListedOrganisation,
  NamedOrganisation,
  OrganisationKind,
  OrganisationLife,
  organisationSorts,
} from './contract.ts'
import { normaliseCreditCode } from './credit-code/contract.ts'
import { readHeads } from './heads.ts'
import { inReach } from './organisation.ts'

type Query = {
  q?: string | undefined
  kind?: OrganisationKind | OrganisationKind[] | undefined
  life?: OrganisationLife | OrganisationLife[] | undefined
  parent_id?: string | undefined
  under?: string | undefined
  sort: (typeof organisationSorts)[number]
  after?: string | undefined
  limit: number
}

/** The organisations within reach that fit, each with its parent's name and its head. */
export async function listOrganisations(ctx: Ctx, query: Query): Promise<Page<ListedOrganisation>> {
  let rows = ctx.tx
    .selectFrom('kernel.organisation')
    .select(['id', 'kind', 'code', 'name', 'name_en', 'parent_id', 'life'])
    .select(['credit_code', 'started_on', 'closed_on'])
    .where(inReach(ctx.reach))
  if (query.kind) rows = rows.where('kind', 'in', [query.kind].flat())
  if (query.life) rows = rows.where('life', 'in', [query.life].flat())
  if (query.parent_id) rows = rows.where('parent_id', '=', query.parent_id)
  if (query.under) rows = rows.where(sql<boolean>`path @> array[${query.under}]::uuid[]`)
  if (query.q) rows = rows.where(fits(query.q))
  const direction = query.sort.startsWith('-') ? 'desc' : 'asc'
  const key = query.sort.endsWith('name') ? 'name' : 'code'
  const page = await pageByKey(
    ctx.tx,
    rows,
    [
      { by: key, as: key, direction },
      { by: 'id', as: 'id', direction },
    ],
    query,
  )
  const parents = await readNames(
    ctx,
    page.items.flatMap(({ parent_id }) => parent_id ?? []),
  )
  const heads = await readHeads(
    ctx,
    page.items.map(({ id }) => id),
  )
  return {
    ...page,
    items: page.items.map(({ parent_id, ...row }) => ({
      ...(row as Omit<ListedOrganisation, 'parent' | 'head'>),
      parent: (parent_id && parents.get(parent_id)) || null,
      head: heads.get(row.id) ?? null,
    })),
  }
}

function fits(text: string) {
  const like = containing(text)
  return sql<boolean>`(name ilike ${like} or name_en ilike ${like} or code ilike ${like}
    or credit_code = ${normaliseCreditCode(text)})`
}

/** The names of these organisations, within reach or not: a parent is always shown by name. */
export async function readNames({ tx }: Ctx, ids: string[]): Promise<Map<string, NamedOrganisation>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await tx
    .selectFrom('kernel.organisation')
    .select(['id', 'name', 'name_en', 'kind'])
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map((row) => [row.id, row as NamedOrganisation]))
}
