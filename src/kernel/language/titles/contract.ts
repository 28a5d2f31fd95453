import { z } from 'zod'
import type { InEveryLanguage, Language } from '../contract.ts'

/**
 * A name kept as data. What the program brings is there in three languages; whoever names a thing writes it in their
 * own and perhaps in English, and without a Traditional name it is shown as it was written.
 */
export const titled = {
  title: z.string(),
  title_tw: z.string().nullish(),
  title_en: z.string().nullable(),
}
export type Titled = {
  title: string
  title_tw?: string | null | undefined
  title_en?: string | null | undefined
}

export function titleIn(language: Language, { title, title_tw, title_en }: Titled): string {
  return { 'zh-CN': title, 'zh-TW': title_tw || title, en: title_en || title }[language]
}

/** The same for texts that are said later, each reader in their own language. */
export const titlesOf = (titles: Titled): InEveryLanguage => ({
  'zh-CN': titles.title,
  'zh-TW': titleIn('zh-TW', titles),
  en: titleIn('en', titles),
})

/** Names by which a thing is called from now on: the Traditional one was of the name before, and goes with it. */
export const renamed = <T extends { title: string }>(
  before: Titled,
  now: T,
): T & { title_tw: string | null } => ({
  ...now,
  title_tw: now.title === before.title ? (before.title_tw ?? null) : null,
})
