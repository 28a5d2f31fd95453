import { newId } from '../../../kernel/db/new-id.ts'
import type { Tx } from '../../../kernel/db/pool.ts'
import type { Language } from '../../../kernel/language/contract.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { placeholders, templateKinds } from './contract.ts'

/** One template for each step, in the catalogue's words. What is there already stays as its owners made it. */
export async function seedTemplates(tx: Tx): Promise<void> {
  const braces = Object.fromEntries(placeholders.map((name) => [name, `{{${name}}}`]))
  const rows = templateKinds.map((kind) => {
    const say = (language: Language, what: 'kind' | 'begun') =>
      translate(language, `complaints.template.${what}.${kind}`, braces)
    return {
      ...{ id: newId(), key: kind, kind },
      ...{ title: say('zh-CN', 'kind'), title_tw: say('zh-TW', 'kind'), title_en: say('en', 'kind') },
      // Derived, so that it follows what is changed in the Simplified.
      ...{ text: say('zh-CN', 'begun'), text_tw: null, text_en: say('en', 'begun') },
    }
  })
  await tx
    .insertInto('complaints.template')
    .values(rows)
    .onConflict((known) => known.column('key').doNothing())
    .execute()
}
