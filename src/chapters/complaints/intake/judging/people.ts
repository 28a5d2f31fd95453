import { sql } from 'kysely'
import { holdersAt } from '../../../../kernel/access/holders.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { handlePermission } from '../../complaint/handling/give.ts'
import { concernedAt } from '../../complaint/life/concerned.ts'

type Served = { org_id: string; person_id: string; starts_on: string; ends_on: string | null }

/** Who is meant by the names of some rows, and what these people are at the organisations of the rows. */
export type People = {
  /** Ids of whoever is called so, by name, English name or the address they sign in with. */
  called: (name: string) => string[]
  servedThere: (at: { org_id: string; person_id: string; on: string }) => boolean
  mayHandle: (org_id: string) => Promise<Set<string>>
  concerned: Awaited<ReturnType<typeof concernedAt>>
}

export const nameOf = (written: string) => written.normalize('NFKC').trim().toLowerCase()

export async function readPeople(
  ctx: Ctx,
  { names, org_ids }: { names: string[]; org_ids: string[] },
): Promise<People> {
  const wanted = [...new Set(names.map(nameOf))]
  const byName = new Map<string, Set<string>>()
  const ids = new Set<string>()
  for (const { id, ...called } of await findNamed(ctx, wanted))
    for (const name of Object.values(called)) {
      const key = name ? nameOf(name) : ''
      if (!wanted.includes(key)) continue
      byName.set(key, (byName.get(key) ?? new Set()).add(id))
      ids.add(id)
    }
  const served = Map.groupBy(await readServed(ctx, org_ids, [...ids]), keyOf)
  const able = new Map<string, Set<string>>()
  return {
    called: (name) => [...(byName.get(nameOf(name)) ?? [])],
    servedThere: ({ on, ...at }) =>
      (served.get(keyOf(at)) ?? []).some(
        ({ starts_on, ends_on }) => starts_on <= on && (ends_on === null || ends_on > on),
      ),
    mayHandle: async (org_id) => {
      const known = able.get(org_id)
      if (known) return known
      const found = new Set(await holdersAt(ctx, { org_id, permission: handlePermission }))
      able.set(org_id, found)
      return found
    },
    concerned: await concernedAt(ctx, org_ids),
  }
}

const keyOf = ({ org_id, person_id }: { org_id: string; person_id: string }) => `${org_id} ${person_id}`

type Named = { id: string; name: string; name_en: string | null; email: string | null }

async function findNamed({ tx }: Ctx, wanted: string[]): Promise<Named[]> {
  if (wanted.length === 0) return []
  const { rows } = await sql<Named>`
    select p.id, p.name, p.name_en, a.email
    from kernel.person p left join kernel.account a on a.person_id = p.id
    where lower(normalize(p.name, nfkc)) = any(${wanted}) or lower(normalize(p.name_en, nfkc)) = any(${wanted})
      or lower(a.email) = any(${wanted})`.execute(tx)
  return rows
}

async function readServed({ tx }: Ctx, org_ids: string[], person_ids: string[]): Promise<Served[]> {
  if (person_ids.length === 0) return []
  const { rows } = await sql<Served>`
    select org_id, person_id, starts_on, ends_on from kernel.assignment
    where org_id = any(${org_ids}::uuid[]) and person_id = any(${person_ids}::uuid[])`.execute(tx)
  return rows
}
