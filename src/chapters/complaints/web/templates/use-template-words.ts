import { useCallback } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { Template } from '../../templates/contract.ts'

/** What a template is called in the reader's language. */
export function useTemplateTitle(): (of: Template) => string {
  const { language } = useWords()
  return useCallback(
    ({ title, title_en, said_tw }) => ({ 'zh-CN': title, 'zh-TW': said_tw.title, en: title_en })[language],
    [language],
  )
}
