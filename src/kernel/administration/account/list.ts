import { type SelectQueryBuilder, sql } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { type Page, pageByKey } from '../../db/keyset.ts'
import { containing } from '../../db/like.ts'
import type { Ctx } from '../../http/context.ts'
import type { NamedOrganisation } from '../../org/contract.ts'
import { readNames } from '../../org/list.ts'
import type { AccountState, accountSorts, ListedAccount } from './contract.ts'
import { accountInReach, lastSignIn, stateOf } from './find.ts'

type Query = {
  q?: string | undefined
  state?: AccountState | AccountState[] | undefined
  two_factor?: boolean | undefined
  under?: string | undefined
  sort: (typeof accountSorts)[number]
  after?: string | undefined
  limit: number
}

export type AccountRow = Omit<ListedAccount, 'organisation'> & { home_org_id: string | null }

/** Who may sign in, of the people employed within reach. */
export async function listAccounts(ctx: Ctx, query: Query): Promise<Page<ListedAccount>> {
  const { q, state, two_factor, under, sort } = query
  let rows = accounts(ctx)
  if (q) {
    const like = containing(q)
    rows = rows.where(
      sql<boolean>`(a.name ilike ${like} or p.name_en ilike ${like} or a.email ilike ${like})`,
    )
  }
  if (state) rows = rows.where(sql<boolean>`${stateOf(ctx)} = any(${[state].flat()}::text[])`)
  if (two_factor !== undefined) rows = rows.where('a.two_factor_enabled', '=', two_factor)
  if (under)
    rows = rows.where(
      sql<boolean>`exists (select from kernel.organisation o where o.id = p.home_org_id and o.path @> array[${under}]::uuid[])`,
    )
  const direction = sort.startsWith('-') ? 'desc' : 'asc'
  const as = sort.endsWith('email') ? 'email' : 'name'
  const page = await pageByKey(
    ctx.tx,
    rows as unknown as SelectQueryBuilder<DB, never, AccountRow>,
    [
      { by: `a.${as}` as never, as, direction },
      { by: 'a.id' as never, as: 'id', direction },
    ],
    query,
  )
  const names = await readNames(
    ctx,
    page.items.flatMap(({ home_org_id }) => home_org_id ?? []),
  )
  return { ...page, items: page.items.map((row) => showAccount(row, names)) }
}

export const accounts = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('kernel.account as a')
    .leftJoin('kernel.person as p', 'p.id', 'a.person_id')
    .select(['a.id', 'a.name', 'p.name_en', 'a.email', 'a.person_id', 'p.home_org_id'])
    .select([
      'a.two_factor_enabled as two_factor',
      stateOf(ctx).as('state'),
      lastSignIn.as('last_sign_in_at'),
    ])
    .where(accountInReach(ctx))

export function showAccount(
  { home_org_id, ...row }: AccountRow,
  names: Map<string, NamedOrganisation>,
): ListedAccount {
  return { ...row, organisation: (home_org_id && names.get(home_org_id)) || null }
}
