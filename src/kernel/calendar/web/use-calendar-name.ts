import { useWords } from '../../language/web/words.tsx'

type Named = { name: string; name_en: string | null }

/** Names that administrators write in two languages: English readers see the English one where there is one. */
export function useCalendarName(): (named: Named) => string {
  const { language } = useWords()
  return ({ name, name_en }) => (language === 'en' ? name_en || name : name)
}
