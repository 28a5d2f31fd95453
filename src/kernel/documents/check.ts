import type { Ctx } from '../http/context.ts'
import { nameIn } from '../language/contract.ts'
import type { Authenticity } from './contract.ts'

/** Whether a file of this SHA-256 was issued. Asks shared data only: the answer is the same for everybody. */
export async function checkHash(ctx: Ctx, sha256: string): Promise<Authenticity> {
  const found = await ctx.tx
    .selectFrom('kernel.issued_hash as h')
    .innerJoin('kernel.organisation as o', 'o.id', 'h.organisation_id')
    .select(['h.number', 'h.issued_at', 'h.voided_at', 'o.name', 'o.name_en'])
    .where('h.sha256', '=', sha256)
    .executeTakeFirst()
  if (!found) return { result: 'unknown', sha256 }
  const { name, name_en, ...issued } = found
  const organisation_name = nameIn(ctx.language, { name, name_en })
  return { result: issued.voided_at ? 'voided' : 'genuine', sha256, organisation_name, ...issued }
}
