import { type RawBuilder, sql } from 'kysely'
import { hasSay, readLacking } from '../../access/powers.ts'
import { roleDay } from '../../access/role-day.ts'
import { notFound, refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { inReach } from '../../org/organisation.ts'

/** The state of `kernel.account a`. */
export const stateOf = ({ now }: Ctx): RawBuilder<string> => sql<string>`case
  when a.disabled_at is not null then 'disabled'
  when a.locked_until > ${now} then 'locked'
  when not exists (select from kernel.account_credential c where c.user_id = a.id) then 'invited'
  else 'active' end`

/** When `kernel.account a` last signed in: browsers signed in by a trusted device count while they are. */
export const lastSignIn = sql<string | null>`greatest(a.last_sign_in_at,
  (select max(s.created_at) from kernel.account_session s where s.user_id = a.id))`

/**
 * Cuts a query over `kernel.account a left join kernel.person p` to the people employed within reach; accounts of
 * nobody are seen by whoever sees everything. Invariant: the table is shared, so every question carries this.
 */
export const accountInReach = ({ reach }: Pick<Ctx, 'reach'>): RawBuilder<boolean> =>
  reach.all ? sql<boolean>`true` : inReach(reach, 'p.home_org_id')

export type Account = {
  id: string
  name: string
  email: string
  person_id: string
  home_org_id: string
  disabled_at: string | null
  locked_until: string | null
  two_factor_enabled: boolean
}

/**
 * An account somebody else is about to change, locked. Throws `not_found` out of reach, and a refusal for one's own
 * account and for one that reaches further than whoever would change it: a new password there would open more.
 */
export async function lockAccount(ctx: Ctx, id: string): Promise<Account> {
  // The own account is locked as well, in one order: two administrators who disable each other at once don't both.
  const { rows: locked } = await sql<{ id: string; disabled_at: string | null }>`
    select id, disabled_at from kernel.account where id in (${id}, ${ctx.actor.account_id}) order by id for no key update`.execute(
    ctx.tx,
  )
  if (locked.some((row) => row.id === ctx.actor.account_id && row.disabled_at !== null)) throw notFound()
  const { rows } = await sql<Account>`
    select a.id, p.name, a.email, a.person_id, p.home_org_id, a.disabled_at, a.locked_until, a.two_factor_enabled
    from kernel.account a join kernel.person p on p.id = a.person_id
    where a.id = ${id} and ${accountInReach(ctx)}`.execute(ctx.tx)
  const account = rows[0]
  if (!account) throw notFound()
  if (account.id === ctx.actor.account_id) throw refused('administration.errors.own_account')
  await checkNotBeyond(ctx, account)
  await checkNoMoreSay(ctx, account)
  return account
}

type Holder = Pick<Account, 'person_id' | 'name'>

/** Whoever decides or administers is looked after by an administrator, or by somebody with the same say. */
async function checkNoMoreSay(ctx: Ctx, { person_id, name }: Holder) {
  if ((await readLacking(ctx, person_id)).some(hasSay))
    throw refused('administration.errors.account_has_say', { name })
}

/** Throws the refusal for somebody whose roles reach further than the actor does. */
export async function checkNotBeyond(ctx: Ctx, { person_id, name }: Holder): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select o.name
    from kernel.role_assignment h join kernel.organisation at on at.id = h.organisation_id
    join kernel.organisation o on o.id = at.id or (h.with_subtree and o.path @> array[at.id])
    where h.person_id = ${person_id} and (h.ends_on is null or h.ends_on > h.starts_on)
      and (h.ends_on is null or h.ends_on > ${roleDay(ctx.now)})
      and not ${inReach(ctx.reach, 'o.id')}
    limit 1`.execute(ctx.tx)
  if (rows[0]) throw refused('administration.errors.account_beyond', { name, organisation: rows[0].name })
}
