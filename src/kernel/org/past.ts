import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import type { OrganisationLife } from './contract.ts'

/** What an organisation was called, where it stood and how it lived on a day. */
export type Past = {
  id: string
  name: string
  name_en: string | null
  parent_id: string | null
  life: OrganisationLife
}

/**
 * These organisations as they were on a day: what was kept as having ended first after it, otherwise as they are now.
 * Nothing is known from before an organisation was entered; then the first that is known is told.
 */
export async function readPast(
  { tx }: Pick<Ctx, 'tx'>,
  ids: string[],
  on: string,
): Promise<Map<string, Past>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Past>`
    select o.id, coalesce(p.name, o.name) as name,
      case when p.name is null then o.name_en else p.name_en end as name_en,
      case when p.name is null then o.parent_id else p.parent_id end as parent_id, coalesce(p.life, o.life) as life
    from kernel.organisation o
    left join lateral (
      select name, name_en, parent_id, life from kernel.organisation_past
      where organisation_id = o.id and until > ${on} order by until limit 1
    ) p on true
    where o.id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The organisations above one on a day, from the root down to its parent then, as they were called then. */
export async function readLineage(
  ctx: Pick<Ctx, 'tx'>,
  parent_id: string | null,
  on: string,
): Promise<Past[]> {
  const lineage: Past[] = []
  for (let above = parent_id; above !== null; ) {
    const found = (await readPast(ctx, [above], on)).get(above)
    if (!found || lineage.some(({ id }) => id === found.id)) break
    lineage.unshift(found)
    above = found.parent_id
  }
  return lineage
}
