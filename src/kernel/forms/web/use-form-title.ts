import { useWords } from '../../language/web/words.tsx'

type Titled = { title: string; title_en: string | null }

/** Titles come in two languages: English readers see the English one where there is one. */
export function useFormTitle(): (titled: Titled) => string {
  const { language } = useWords()
  return ({ title, title_en }) => (language === 'en' ? title_en || title : title)
}
