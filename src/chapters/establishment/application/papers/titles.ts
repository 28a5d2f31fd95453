import type { InEveryLanguage, Language } from '../../../../kernel/language/contract.ts'

/** A name kept as data, in the three languages. */
export type Titled = { title: string; title_tw: string; title_en: string }

export function titleIn(language: Language, { title, title_tw, title_en }: Titled): string {
  return { 'zh-CN': title, 'zh-TW': title_tw, en: title_en }[language]
}

/** The same for texts that are said later, each reader in their own language. */
export const titlesOf = ({ title, title_tw, title_en }: Titled): InEveryLanguage => ({
  ...{ 'zh-CN': title, 'zh-TW': title_tw, en: title_en },
})

type Authority = { authority: string | null; authority_tw: string | null; authority_en: string | null }

/** Who issues the licence that follows a registration; null where none follows. */
export const authorityIn = (language: Language, { authority, authority_tw, authority_en }: Authority) =>
  ({ 'zh-CN': authority, 'zh-TW': authority_tw ?? authority, en: authority_en ?? authority })[language]
