import { sql } from 'kysely'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { indexPeople } from '../search/index-network.ts'

/**
 * Brings up to now where people are employed and whether they have left: both follow from their assignments, those out
 * of reach too. The employment of whoever left stays named. Whoever never had an assignment stays as entered.
 */
export async function followAssignments(ctx: Ctx, people: string[]): Promise<number> {
  if (people.length === 0) return 0
  const { rows } = await sql<{ id: string }>`
    update kernel.person p set active = s.active, home_org_id = coalesce(s.home_org_id, p.home_org_id),
      version = p.version + 1
    from kernel.standing_of(${people}::uuid[], ${ctx.now}) s
    where p.id = s.person_id and (p.active <> s.active or p.home_org_id <> coalesce(s.home_org_id, p.home_org_id))
    returning p.id`.execute(ctx.tx)
  await indexPeople(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.length
}

/** Days within which a boundary is found by the run of every minute; older ones by that of every day. */
const recent = 3

/**
 * The same for everybody with an assignment whose first or last day came, in the last days or ever. What it writes was
 * told when the assignment was begun or ended.
 */
export async function followDays(kernel: Kernel, when: 'lately' | 'ever'): Promise<number> {
  return asSystem(
    kernel,
    async (ctx) => {
      const days = sql`between ${ctx.now}::date - ${recent}::int and ${ctx.now}::date + 1`
      const lately = when === 'ever' ? sql`true` : sql`(starts_on ${days} or ends_on ${days})`
      const { rows } = await sql<{ person_id: string }>`
        select distinct person_id from kernel.assignment where ${lately}`.execute(ctx.tx)
      return followAssignments(
        ctx,
        rows.map(({ person_id }) => person_id),
      )
    },
    { untrailed: 'it follows from assignments, which are on the trail' },
  )
}
