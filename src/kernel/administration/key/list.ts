import { type SelectQueryBuilder, sql } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { keyState } from '../../access/key/list.ts'
import { type Page, pageByKey } from '../../db/keyset.ts'
import { containing } from '../../db/like.ts'
import type { Ctx } from '../../http/context.ts'
import { readNames } from '../../org/list.ts'
import { accountInReach } from '../account/find.ts'
import type { ListedKey } from './contract.ts'

type State = ListedKey['state']
type Query = {
  q?: string | undefined
  state?: State | State[] | undefined
  account_id?: string | undefined
  after?: string | undefined
  limit: number
}

type Row = Omit<ListedKey, 'owner' | 'organisation' | 'can'> & {
  account_id: string
  owner_name: string
  owner_name_en: string | null
  home_org_id: string | null
}

/** The keys of the accounts within reach, the latest first. */
export async function listKeys(
  ctx: Ctx,
  { q, state, account_id, ...paging }: Query,
): Promise<Page<ListedKey>> {
  let rows = ctx.tx
    .selectFrom('kernel.api_key')
    .innerJoin('kernel.account as a', 'a.id', 'kernel.api_key.account_id')
    .leftJoin('kernel.person as p', 'p.id', 'a.person_id')
    .select([
      'kernel.api_key.id',
      'kernel.api_key.name',
      'prefix',
      'permissions',
      'kernel.api_key.created_at',
    ])
    .select(['kernel.api_key.expires_at', 'last_used_at', 'revoked_at', 'a.id as account_id'])
    .select(['a.name as owner_name', 'p.name_en as owner_name_en', 'p.home_org_id'])
    .select(keyState(ctx).as('state'))
    .where(accountInReach(ctx))
  if (q) {
    const like = containing(q)
    rows = rows.where(
      sql<boolean>`(kernel.api_key.name ilike ${like} or prefix ilike ${like} or a.name ilike ${like}
        or p.name_en ilike ${like})`,
    )
  }
  if (state) rows = rows.where(sql<boolean>`${keyState(ctx)} = any(${[state].flat()}::text[])`)
  if (account_id) rows = rows.where('a.id', '=', account_id)
  const page = await pageByKey(
    ctx.tx,
    rows as unknown as SelectQueryBuilder<DB, never, Row>,
    [{ by: 'kernel.api_key.id' as never, as: 'id', direction: 'desc' }],
    paging,
  )
  const names = await readNames(
    ctx,
    page.items.flatMap(({ home_org_id }) => home_org_id ?? []),
  )
  return {
    ...page,
    items: page.items.map(({ account_id: owner, owner_name, owner_name_en, home_org_id, ...row }) => ({
      ...row,
      permissions: row.permissions ?? [],
      owner: { account_id: owner, name: owner_name, name_en: owner_name_en },
      organisation: (home_org_id && names.get(home_org_id)) || null,
      can: row.state === 'active' && mayRevoke(ctx, home_org_id) ? (['revoke'] as const).slice() : [],
    })),
  }
}

const mayRevoke = (ctx: Ctx, home_org_id: string | null) =>
  home_org_id
    ? ctx.may('administration.key.revoke', home_org_id)
    : ctx.reachOf('administration.key.revoke').all
