import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { holdsToday, roleDay } from './role-day.ts'
import { segregationRules } from './segregation-rules.ts'

/** What has a say: deciding, and administering whoever decides. */
const sayings = new Set(
  segregationRules.flatMap(({ one, other }) => [...(one.gives ?? []), ...(other.gives ?? [])]),
)

export const hasSay = (permission: string): boolean => sayings.has(permission)

type Place = { organisation_id: string; with_subtree: boolean }

/**
 * Whether the actor is an administrator by the built-in role there (and everywhere below, where asked). That role is
 * where all others come from, and segregation keeps its holders from deciding. An API key never is.
 */
export async function administersAt(ctx: Ctx, { organisation_id, with_subtree }: Place): Promise<boolean> {
  if (ctx.actor.kind !== 'person') return false
  const { rows } = await sql`
    select from kernel.organisation at join kernel.role_assignment h on h.organisation_id = any(at.path)
    where at.id = ${organisation_id} and h.person_id = ${ctx.actor.person_id} and h.role_key = 'admin'
      and (h.with_subtree or (h.organisation_id = at.id and not ${with_subtree}::boolean)) and ${holdsToday(ctx.now, 'h')}
    limit 1`.execute(ctx.tx)
  return rows.length > 0
}

/** What a person's roles give, today or later, that the actor doesn't hold; nothing for whoever administers there. */
export async function readLacking(ctx: Ctx, person_id: string): Promise<string[]> {
  const { rows } = await sql<Place & { permissions: string[] }>`
    select h.organisation_id, h.with_subtree,
      array(select g.permission from kernel.role_permission g where g.role_key = h.role_key) permissions
    from kernel.role_assignment h
    where h.person_id = ${person_id} and (h.ends_on is null or h.ends_on > h.starts_on)
      and (h.ends_on is null or h.ends_on > ${roleDay(ctx.now)})`.execute(ctx.tx)
  const lacking: string[] = []
  for (const { permissions, ...place } of rows) lacking.push(...(await readBeyond(ctx, place, permissions)))
  return [...new Set(lacking)]
}

/** Which of these permissions the actor can't pass on at a place: not held there, or not everywhere below it. */
export async function readBeyond(ctx: Ctx, place: Place, permissions: Iterable<string>): Promise<string[]> {
  if (await administersAt(ctx, place)) return []
  const spanned = place.with_subtree ? await readSubtree(ctx, place.organisation_id) : [place.organisation_id]
  return [...permissions].filter((permission) => {
    const { all, ids } = ctx.reachOf(permission)
    const held = new Set(ids)
    return !all && !spanned.every((id) => held.has(id))
  })
}

async function readSubtree({ tx }: Ctx, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from kernel.organisation where path @> array[${id}]::uuid[]`.execute(tx)
  return rows.map((row) => row.id)
}

/** Whether a person's roles have a say anywhere, today or later. */
export async function readSay(ctx: Ctx, person_id: string): Promise<boolean> {
  const { rows } = await sql`
    select from kernel.role_assignment h join kernel.role_permission g on g.role_key = h.role_key
    join kernel.organisation at on at.id = h.organisation_id
    where h.person_id = ${person_id} and g.permission = any(${[...sayings]}::text[])
      and (h.ends_on is null or h.ends_on > h.starts_on)
      and (h.ends_on is null or h.ends_on > (${ctx.now}::timestamptz at time zone at.time_zone)::date)
    limit 1`.execute(ctx.tx)
  return rows.length > 0
}

/** Of these people, one whose password was set, or still can be, by a link the actor was shown. */
export async function findHandedByActor(ctx: Ctx, person_ids: string[]): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select p.name from kernel.account a join kernel.person p on p.id = a.person_id
    where a.person_id = any(${person_ids}::uuid[]) and (a.handed_by = ${ctx.actor.account_id} or exists (
      select from kernel.account_verification v
      where v.value = a.id::text and v.shown_to = ${ctx.actor.account_id} and v.expires_at > ${ctx.now}))
    limit 1`.execute(ctx.tx)
  return rows[0]?.name
}
