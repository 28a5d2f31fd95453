import type { Ctx } from '../http/context.ts'
import { indexOrganisations } from '../search/index-network.ts'
import { checkCreditCode } from './check-credit-code.ts'
import { lockOrganisation } from './organisation.ts'

/** Writes down the unified social credit code an organisation was registered under. Refusals: `checkCreditCode`. */
export async function setCreditCode(
  ctx: Ctx,
  { id, credit_code, field }: { id: string; credit_code: string; field?: string },
): Promise<string> {
  const organisation = await lockOrganisation(ctx, id)
  const code = await checkCreditCode(ctx, credit_code, { except: id, ...(field ? { field } : {}) })
  if (code === organisation.credit_code) {
    ctx.unchanged()
    return code
  }
  await ctx.tx
    .updateTable('kernel.organisation')
    .set({ credit_code: code, version: organisation.version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({
    action: 'org.organisation.set_credit_code',
    org_id: id,
    subject_type: 'organisation',
    subject_id: id,
    number: organisation.code,
    title: organisation.name,
    diff: { credit_code: [organisation.credit_code, code] },
  })
  await indexOrganisations(ctx, [id])
  return code
}
