import { sql } from 'kysely'
import { headquartersOf } from '../calendar/headquarters.ts'
import type { Ctx } from '../http/context.ts'
import type { NoticeFields, NoticeKind, NoticeWay } from './contract.ts'

/** What holds for whoever chose nothing. */
export const byDefault: NoticeFields = {
  ways: { waiting: 'at_once', reminder: 'at_once', escalation: 'at_once', copy: 'digest', done: 'at_once' },
  quiet: true,
  quiet_from: '22:00',
  quiet_to: '07:00',
  working_days_only: false,
  digest: true,
  digest_at: '08:30',
  time_zone: null,
}

export type Wishes = Omit<NoticeFields, 'time_zone'> & {
  account_id: string
  /** The chosen one, or that of the organisation where the person is employed. */
  time_zone: string
  home_time_zone: string
  /** Whose calendar says what a working day is. */
  home_org_id: string
  chosen_zone: string | null
  version: number
}

/**
 * How somebody wants to hear of things, by account or person. `undefined`: there is no account in use. Only the system
 * and the account itself see what was chosen; anybody else would get the defaults.
 */
export async function findWishes(
  ctx: Ctx,
  who: { account_id: string } | { person_id: string },
): Promise<Wishes | undefined> {
  const is =
    'account_id' in who ? sql`a.id = ${who.account_id}::uuid` : sql`a.person_id = ${who.person_id}::uuid`
  const { rows } = await sql<Row>`
    select a.id account_id, s.ways, s.quiet, s.quiet_from, s.quiet_to, s.working_days_only, s.digest, s.digest_at,
      s.time_zone, coalesce(s.version, 0) version, o.id home_org_id, o.time_zone home_time_zone
    from kernel.account a
    left join kernel.person p on p.id = a.person_id
    left join kernel.notice_setting s on s.account_id = a.id
    join kernel.organisation o on o.id = coalesce(p.home_org_id, ${await headquartersOf(ctx)}::uuid)
    where ${is} and a.disabled_at is null`.execute(ctx.tx)
  return rows[0] && toWishes(rows[0])
}

type Row = { [F in keyof NoticeFields]: NoticeFields[F] | null } & {
  account_id: string
  version: number
  home_org_id: string
  home_time_zone: string
}

function toWishes({ time_zone, ...row }: Row): Wishes {
  const { account_id, home_org_id, home_time_zone, version } = row
  const known = { account_id, home_org_id, home_time_zone, version, chosen_zone: time_zone }
  return {
    ...known,
    time_zone: time_zone ?? home_time_zone,
    ways: { ...byDefault.ways, ...row.ways },
    quiet: row.quiet ?? byDefault.quiet,
    quiet_from: row.quiet_from ?? byDefault.quiet_from,
    quiet_to: row.quiet_to ?? byDefault.quiet_to,
    working_days_only: row.working_days_only ?? byDefault.working_days_only,
    digest: row.digest ?? byDefault.digest,
    digest_at: row.digest_at ?? byDefault.digest_at,
  }
}

/** How this kind of notice reaches them; the digest itself always goes out by itself. */
export const wayOf = ({ ways }: Pick<Wishes, 'ways'>, notice: NoticeKind | 'digest'): NoticeWay =>
  notice === 'digest' ? 'at_once' : ways[notice]
