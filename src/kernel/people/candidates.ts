import { sql } from 'kysely'
import { holdsToday } from '../access/role-day.ts'
import { containing } from '../db/like.ts'
import { namesInOrder } from '../db/pinyin.ts'
import type { Ctx } from '../http/context.ts'
import { readNames } from '../org/list.ts'
import { getOrganisation } from '../org/organisation.ts'
import type { Candidate } from './contract.ts'

const most = 100

type Row = {
  id: string
  name: string
  name_en: string | null
  organisation_id: string
  roles: Candidate['roles']
}

/**
 * Who holds a permission today and reaches an organisation: active people with an account in use, the nearest to the
 * organisation first. Their names and roles are shown even where their own organisation is out of the reader's reach.
 */
export async function listCandidates(
  ctx: Ctx,
  { org_id, permission, q }: { org_id: string; permission: string; q?: string | undefined },
): Promise<Candidate[]> {
  const organisation = await getOrganisation(ctx, org_id)
  const like = q ? containing(q) : null
  const { rows } = await sql<Row>`
    with held as (
      select h.person_id, h.organisation_id, array_length(o.path, 1) as level,
        json_build_object('role_key', r.key, 'title', r.title, 'title_en', r.title_en) as role
      from kernel.role_assignment h
      join kernel.role r on r.key = h.role_key
      join kernel.organisation o on o.id = h.organisation_id
      where h.organisation_id = any(${organisation.path}::uuid[])
        and (h.with_subtree or h.organisation_id = ${org_id})
        and ${holdsToday(ctx.now, 'h')}
        and exists (
          select from kernel.role_permission g where g.role_key = h.role_key and g.permission = ${permission}
        )
    )
    select p.id, p.name, p.name_en, (array_agg(held.organisation_id order by held.level desc))[1] as organisation_id,
      json_agg(held.role order by held.level desc) as roles
    from held
    join kernel.person p on p.id = held.person_id and p.active
    where exists (select from kernel.account a where a.person_id = p.id and a.disabled_at is null)
      and (${like}::text is null or p.name ilike ${like} or p.name_en ilike ${like})
    group by p.id
    order by max(held.level) desc, ${namesInOrder('p.name')}, p.id
    limit ${most}`.execute(ctx.tx)
  const names = await readNames(
    ctx,
    rows.map(({ organisation_id }) => organisation_id),
  )
  return rows.map(({ organisation_id, ...row }) => ({ ...row, organisation: names.get(organisation_id)! }))
}
