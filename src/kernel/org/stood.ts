import { type RawBuilder, sql } from 'kysely'
import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'

/**
 * Keeps where an organisation and everything below it stood until a day, before it moves. Of several moves on one day
 * the first says where they stood before. Throws `refused` where something below moved on a later day already.
 */
export async function keepStood(ctx: Ctx, { id, until }: { id: string; until: string }): Promise<void> {
  const { rows } = await sql<{ name: string; later: string }>`
    select o.name, s.until later from kernel.organisation o join kernel.organisation_stood s on s.organisation_id = o.id
    where o.path @> array[${id}]::uuid[] and s.until > ${until} order by s.until desc limit 1`.execute(ctx.tx)
  if (rows[0]) throw refused('org.errors.changed_later', { ...rows[0], on: until })
  await sql`
    insert into kernel.organisation_stood (organisation_id, until, path)
    select id, ${until}, path from kernel.organisation where path @> array[${id}]::uuid[]
    on conflict do nothing`.execute(ctx.tx)
}

type Row = { org: string; day: RawBuilder<unknown> }

/**
 * Whether the organisation of a row stood at or below another on the day of the row: `org` is a column, `day` an
 * expression. What moved since stays counted where it was; the guards keep all that never moved from being looked up.
 */
export function stoodUnder(under: string, { org, day }: Row): RawBuilder<boolean> {
  const own = sql.ref(org)
  const then = sql`
    from kernel.organisation_stood s
    where s.organisation_id = ${own} and s.until = (
      select min(until) from kernel.organisation_stood where organisation_id = ${own} and until > ${day})`
  return sql<boolean>`(
    ${own} in (select id from kernel.organisation where path @> array[${under}]::uuid[])
      and not (${own} in (select organisation_id from kernel.organisation_stood) and exists (select ${then}))
    or ${own} in (select organisation_id from kernel.organisation_stood where path @> array[${under}]::uuid[])
      and exists (select ${then} and s.path @> array[${under}]::uuid[]))`
}
