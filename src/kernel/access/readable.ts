import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Ctx } from '../http/context.ts'

type Columns = {
  /** What a row is about, as `<part>.<thing>`. */
  thing: RawBuilder<string>
  org_id: RawBuilder<string>
}

/**
 * Rows about something the caller may read where it happened: `<part>.<thing>.read` decides. Of a thing without a
 * permission of its own, whoever may read anything of that part there sees it.
 * Invariant: a list across parts never shows more of a record than its own part would.
 */
export async function readable(ctx: Ctx, { thing, org_id }: Columns): Promise<Expression<SqlBool>> {
  const known = await readThings(ctx)
  const byReach = new Map<string, { ids: string[] | null; things: string[] }>()
  for (const name of known) {
    const { all, ids } = ctx.reachOf(`${name}.read`)
    if (!all && ids.length === 0) continue
    const key = all ? 'all' : ids.join()
    const group = byReach.get(key) ?? { ids: all ? null : ids, things: [] }
    group.things.push(name)
    byReach.set(key, group)
  }
  const groups = [...byReach.values()].map(({ ids, things }) => {
    const parts = [...new Set(things.map(partOf))]
    const about = sql`(${thing} = any(${things}::text[])
      or (${thing} <> all(${known}::text[]) and split_part(${thing}, '.', 1) = any(${parts}::text[])))`
    return ids ? sql`(${about} and ${org_id} = any(${ids}::uuid[]))` : about
  })
  return groups.length > 0 ? sql<SqlBool>`(${sql.join(groups, sql` or `)})` : sql<SqlBool>`false`
}

const partOf = (thing: string) => thing.slice(0, thing.indexOf('.'))

/** Everything with a read permission of its own, whoever holds it. */
async function readThings(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('kernel.role_permission')
    .select('permission')
    .distinct()
    .where('permission', 'like', '%.%.read')
    .execute()
  return rows.map(({ permission }) => permission.slice(0, -'.read'.length))
}
