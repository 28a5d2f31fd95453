import type { Language } from '../../../../kernel/language/contract.ts'

type Authority = { authority: string | null; authority_tw: string | null; authority_en: string | null }

/** Who issues the licence that follows a registration; null where none follows. */
export const authorityIn = (language: Language, { authority, authority_tw, authority_en }: Authority) =>
  ({ 'zh-CN': authority, 'zh-TW': authority_tw ?? authority, en: authority_en ?? authority })[language]
