import { useCallback } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { Term, TermVersion } from '../../terms/contract.ts'

export const versionNow = ({ versions, now }: Term): TermVersion =>
  versions.find(({ version }) => version === now)!

/** What a version is called, and the standard it sets, in the reader's language. */
export function useTermWords() {
  const { language } = useWords()
  return useCallback(
    (of: TermVersion) =>
      ({
        'zh-CN': { title: of.title, standard: of.standard },
        'zh-TW': { title: of.title_tw, standard: of.standard_tw },
        en: { title: of.title_en, standard: of.standard_en },
      })[language],
    [language],
  )
}

/** What a service, a kind or a cause is called today. */
export function useTermTitle(): (term: Term) => string {
  const words = useTermWords()
  return useCallback((term) => words(versionNow(term)).title, [words])
}
