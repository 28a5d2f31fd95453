import type { Ctx } from '../../../kernel/http/context.ts'
import { parameter } from '../../../kernel/regulation/values.ts'
import { readCompanySettings } from '../../../kernel/settings/company.ts'

/**
 * Minor units up to which whoever handles a complaint agrees to a compensation without asking: a number of the
 * regulation as it holds today. Who must agree from which amount on is up to the flow.
 */
export async function readFreeCompensation(ctx: Pick<Ctx, 'tx' | 'now'>): Promise<number> {
  const whole = await parameter(ctx, 'complaint_free_compensation')
  const { currency } = await readCompanySettings(ctx.tx)
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    ...{ style: 'currency', currency },
  }).resolvedOptions()
  return whole * 10 ** maximumFractionDigits
}
