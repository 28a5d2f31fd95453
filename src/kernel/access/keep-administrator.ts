import { sql } from 'kysely'
import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'

const gives = 'administration.assignment.grant'

/** Whether a role is one by which roles are given. */
export async function givesRoles({ tx }: Ctx, role_key: string): Promise<boolean> {
  const given = await tx
    .selectFrom('kernel.role_permission')
    .select('permission')
    .where('role_key', '=', role_key)
    .where('permission', '=', gives)
    .executeTakeFirst()
  return given !== undefined
}

/**
 * Throws the refusal when nobody would be left who can give roles everywhere, without an end and with an account in
 * use. Asked after the change, by whatever ends such a role or shuts such an account.
 * Invariant: every change of roles locks the same row, so that two who each leave one administrator don't leave none.
 */
export async function keepAdministrator({ tx, now }: Ctx): Promise<void> {
  await sql`select value from kernel.epoch where name = 'access' for update`.execute(tx)
  const { rows } = await sql`
    select from kernel.role_assignment h
    join kernel.organisation o on o.id = h.organisation_id and o.parent_id is null
    join kernel.role_permission g on g.role_key = h.role_key and g.permission = ${gives}
    join kernel.account a on a.person_id = h.person_id and a.disabled_at is null
    where h.with_subtree and h.ends_on is null
      and h.starts_on <= (${now}::timestamptz at time zone o.time_zone)::date
    limit 1`.execute(tx)
  if (rows.length === 0) throw refused('access.errors.last_administrator')
}
