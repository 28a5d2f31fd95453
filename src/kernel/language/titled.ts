import type { InEveryLanguage, Language } from './contract.ts'

/** A name kept as data, in the three languages. */
export type Titled = { title: string; title_tw: string; title_en: string }

export function titleIn(language: Language, { title, title_tw, title_en }: Titled): string {
  return { 'zh-CN': title, 'zh-TW': title_tw, en: title_en }[language]
}

/** The same for texts that are said later, each reader in their own language. */
export const titlesOf = ({ title, title_tw, title_en }: Titled): InEveryLanguage => ({
  ...{ 'zh-CN': title, 'zh-TW': title_tw, en: title_en },
})
