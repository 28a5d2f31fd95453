import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { type TreeOrganisation, treeCap } from './contract.ts'
import { readHeads } from './heads.ts'
import { getOrganisation, inReach } from './organisation.ts'

type Query = { under?: string | undefined; depth?: number | undefined; closed: boolean }
type Row = Omit<TreeOrganisation, 'head'>

/**
 * The tree within reach, the upper levels first and siblings by code, at most `treeCap` of them. Organisations whose
 * parent is out of reach are its roots.
 */
export async function readTree(
  ctx: Ctx,
  { under, depth, closed }: Query,
): Promise<{ items: TreeOrganisation[]; capped: boolean }> {
  if (under) await getOrganisation(ctx, under)
  const open = closed ? sql`true` : sql`o.life <> 'closed'`
  const below = under ? sql`o.path @> array[${under}]::uuid[] and o.id <> ${under}` : sql`true`
  // Levels count from where the answer begins: below `under`, or from the highest organisation within reach.
  const { rows } = await sql<Row & { level: number }>`
    with seen as (
      select o.id, o.parent_id, o.kind, o.code, o.name, o.name_en, o.life, array_length(o.path, 1) as level
      from kernel.organisation o
      where ${inReach(ctx.reach, 'o.id')} and ${open} and ${below}
    ),
    counted as (select parent_id, count(*) as children from seen group by parent_id)
    select seen.*, coalesce(counted.children, 0) as children
    from seen left join counted on counted.parent_id = seen.id
    where ${depth ?? null}::int is null or level < (select min(level) from seen) + ${depth ?? 0}
    order by level, code
    limit ${treeCap + 1}`.execute(ctx.tx)
  const items = rows.slice(0, treeCap)
  const heads = await readHeads(
    ctx,
    items.map(({ id }) => id),
  )
  return {
    items: items.map(({ level: _level, ...row }) => ({ ...row, head: shortHead(heads.get(row.id)) })),
    capped: rows.length > treeCap,
  }
}

const shortHead = (head: { person_id: string; name: string; name_en: string | null } | undefined) =>
  head ? { person_id: head.person_id, name: head.name, name_en: head.name_en } : null
