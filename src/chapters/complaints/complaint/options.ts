import type { Ctx } from '../../../kernel/http/context.ts'
import { titleIn } from '../../../kernel/language/titles/contract.ts'
import { companyDay } from '../../../kernel/regulation/company.ts'
import { readCompanySettings } from '../../../kernel/settings/company.ts'
import { readFreeCompensation } from '../ruling/free-compensation.ts'
import { readHolding, standardIn } from '../terms/rows.ts'

/** What a complaint may be given by the day of its service, today unless told, in the reader's language. */
export async function readOptions(ctx: Pick<Ctx, 'tx' | 'now' | 'language'>, day?: string) {
  const { tx, language } = ctx
  const on = day ?? (await companyDay(ctx))
  const services = await readHolding(ctx, 'service', on)
  const kinds = await readHolding(ctx, 'kind', on)
  const causes = await readHolding(ctx, 'cause', on)
  const { currency } = await readCompanySettings(tx)
  return {
    services: services.map((row) => ({
      ...{ key: row.key, title: titleIn(language, row), standard: standardIn(language, row) },
    })),
    kinds: kinds.map((row) => ({ key: row.key, title: titleIn(language, row) })),
    causes: causes.map((row) => ({
      key: row.key,
      parent: row.parent ?? null,
      title: titleIn(language, row),
    })),
    currency,
    free_compensation: await readFreeCompensation(ctx),
  }
}
