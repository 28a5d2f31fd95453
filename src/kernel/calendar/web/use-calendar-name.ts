import { nameIn } from '../../language/contract.ts'
import { useWords } from '../../language/web/words.tsx'

type Named = { name: string; name_tw?: string | null | undefined; name_en: string | null }

/** Names that administrators write in two languages: English readers see the English one where there is one. */
export function useCalendarName(): (named: Named) => string {
  const { language } = useWords()
  return (named) => nameIn(language, named)
}
