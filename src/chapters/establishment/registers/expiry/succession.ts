import { sql } from 'kysely'
import { ownerOf } from '../../../../kernel/db/lock.ts'
import { notFound } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { ReturnOf } from '../../../../kernel/http/contract.ts'
import type { readSuccession as endpoint } from './contract.ts'

type Succession = ReturnOf<typeof endpoint>
type Neighbour = NonNullable<Succession['renews']>

/** What holds instead of a licence, and what held before it. Throws `not_found` out of reach. */
export async function readSuccession({ tx }: Ctx, { id }: { id: string }): Promise<Succession> {
  const org_id = await ownerOf(tx, 'establishment.licence', id)
  const there = await tx
    .selectFrom('establishment.licence')
    .select('id')
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!there) throw notFound()
  const { rows } = await sql<Neighbour & { came_after: boolean }>`
    select l.id, l.number, l.issued_on, l.expires_on, l.id = n.renewed_by as came_after
    from establishment.licence_renewal n
    join establishment.licence l on l.org_id = n.org_id
      and l.id = case when n.licence_id = ${id} then n.renewed_by else n.licence_id end
    where n.org_id = ${org_id} and ${id} in (n.licence_id, n.renewed_by)`.execute(tx)
  const find = (after: boolean) => {
    const found = rows.find(({ came_after }) => came_after === after)
    if (!found) return null
    const { came_after: _, ...neighbour } = found
    return neighbour
  }
  return { renewed_by: find(true), renews: find(false) }
}
