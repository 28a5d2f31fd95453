import type { Ctx } from '../../../kernel/http/context.ts'
import { titleIn } from '../../../kernel/language/titled.ts'
import { readCompanySettings } from '../../../kernel/settings/company.ts'
import { readFreeCompensation } from '../ruling/free-compensation.ts'

/** What a complaint may be given today, in the reader's language. */
export async function readOptions(ctx: Pick<Ctx, 'tx' | 'now' | 'language'>) {
  const { tx, language } = ctx
  const services = await tx.selectFrom('complaints.service').selectAll().orderBy('position').execute()
  const causes = await tx
    .selectFrom('complaints.cause')
    .selectAll()
    .where('until_on', 'is', null)
    .orderBy('position')
    .execute()
  const { currency } = await readCompanySettings(tx)
  return {
    services: services.map((row) => ({
      ...{ key: row.key, title: titleIn(language, row) },
      standard: titleIn(language, {
        title: row.standard,
        title_tw: row.standard_tw,
        title_en: row.standard_en,
      }),
    })),
    causes: causes.map((row) => ({ key: row.key, parent: row.parent, title: titleIn(language, row) })),
    currency,
    free_compensation: await readFreeCompensation(ctx),
  }
}
