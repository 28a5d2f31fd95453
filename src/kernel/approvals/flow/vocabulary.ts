import { everyRole } from '../../access/roles.ts'
import type { Ctx } from '../../http/context.ts'
import type { Language } from '../../language/contract.ts'
import { translate } from '../../language/translate.ts'
import { listGroupNames } from '../group/members.ts'
import { describeSubjects } from '../kinds.ts'
import { readDecidingRoles } from './deciding.ts'

/** What flows are made of, for those who write them. */
export async function readVocabulary({ tx, language }: Ctx) {
  const roles = await tx
    .selectFrom('kernel.role')
    .select(['key', 'title', 'title_en'])
    .orderBy('key')
    .execute()
  const deciding = await readDecidingRoles(tx)
  const inWords = roles.map((role) => ({
    ...role,
    title: titleOf(role, language),
    may_decide: deciding.has(role.key),
  }))
  return { subject_types: describeSubjects(language), roles: inWords, groups: await listGroupNames(tx) }
}

/** A role as the designer shows it. */
export const roleTitleIn = (
  language: Language,
  role: { key: string; title: string; title_en: string | null },
): string => (language === 'en' && role.title_en) || titleOf(role, language)

/** Built-in roles are in the catalogue, in Traditional Chinese too; a custom one is called as its maker called it. */
function titleOf({ key, title }: { key: string; title: string }, language: Language): string {
  const builtin = (everyRole as readonly string[]).includes(key)
  return builtin && language === 'zh-TW' ? translate(language, `access.sign_in.role.${key}.name`) : title
}
