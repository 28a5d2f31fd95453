import { sql } from 'kysely'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { OrganisationLife } from '../../../../kernel/org/contract.ts'
import { inReach } from '../../../../kernel/org/organisation.ts'

export type Place = {
  id: string
  code: string
  name: string
  name_en: string | null
  time_zone: string
  life: OrganisationLife
}

const keyOf = (written: string) => written.normalize('NFKC').trim().toLowerCase()

/**
 * The organisations meant by codes or names, within reach: a code names one, a name may name several. What lies out of
 * reach is no other than what isn't there.
 */
export async function readPlaces(ctx: Ctx, written: string[]): Promise<(text: string) => Place[]> {
  const wanted = [...new Set(written.map(keyOf))]
  const { rows } = await sql<Place>`
    select o.id, o.code, o.name, o.name_en, o.time_zone, o.life from kernel.organisation o
    where (lower(normalize(o.code, nfkc)) = any(${wanted}) or lower(normalize(o.name, nfkc)) = any(${wanted})
      or lower(normalize(o.name_en, nfkc)) = any(${wanted}))
      and ${inReach(ctx.reach, 'o.id')}`.execute(ctx.tx)
  return (text) => {
    const key = keyOf(text)
    const byCode = rows.filter(({ code }) => keyOf(code) === key)
    if (byCode.length > 0) return byCode
    return rows.filter(({ name, name_en }) => keyOf(name) === key || (name_en && keyOf(name_en) === key))
  }
}
