import { sql } from 'kysely'
import { notFound } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { readNames } from '../../org/list.ts'
import { type AccountPage, accountActs } from './contract.ts'
import { type AccountRow, accounts, showAccount } from './list.ts'

type Details = Pick<
  AccountPage,
  'created_at' | 'disabled_at' | 'locked_until' | 'invited_until' | 'sessions' | 'keys' | 'open_tasks'
>

export async function readAccountPage(ctx: Ctx, id: string): Promise<AccountPage> {
  const row = (await accounts(ctx).where('a.id', '=', id).executeTakeFirst()) as AccountRow | undefined
  if (!row) throw notFound()
  const { rows } = await sql<Details>`
    select a.created_at, a.disabled_at, a.locked_until,
      (select max(v.expires_at) from kernel.account_verification v
        where v.value = a.id::text and v.identifier like 'invitation:%' and v.expires_at > ${ctx.now}) invited_until,
      (select count(*) from kernel.account_session s where s.user_id = a.id and s.expires_at > ${ctx.now}) sessions,
      (select count(*) from kernel.api_key k where k.account_id = a.id and k.revoked_at is null
        and (k.expires_at is null or k.expires_at > ${ctx.now})) keys,
      (select count(*) from kernel.task t where t.closed_at is null
        and t.person_id = (select o.person_id from kernel.account o where o.id = ${id})) open_tasks
    from kernel.account a where a.id = ${id}`.execute(ctx.tx)
  const details = rows[0]!
  const own = id === ctx.actor.account_id
  const names = await readNames(ctx, row.home_org_id ? [row.home_org_id] : [])
  return {
    ...showAccount(row, names),
    ...details,
    sessions: Number(details.sessions),
    keys: Number(details.keys),
    open_tasks: Number(details.open_tasks),
    own,
    can: own || !row.home_org_id ? [] : possible(ctx, row, details),
  }
}

function possible(ctx: Ctx, { state, two_factor, home_org_id }: AccountRow, { sessions }: Details) {
  const fits: Record<(typeof accountActs)[number], boolean> = {
    invite: state !== 'disabled',
    unlock: state === 'locked',
    enable: state === 'disabled',
    end_sessions: Number(sessions) > 0,
    reset_two_factor: two_factor,
    disable: state !== 'disabled',
  }
  return accountActs.filter(
    (act) => fits[act] && home_org_id && ctx.may(`administration.account.${act}`, home_org_id),
  )
}
