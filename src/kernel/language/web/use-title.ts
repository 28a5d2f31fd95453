import { type Titled, titleIn } from '../titles/contract.ts'
import { useWords } from './words.tsx'

/** What a thing whose name is kept as data is called in the reader's language. */
export function useTitle(): (titled: Titled) => string {
  const { language } = useWords()
  return (titles) => titleIn(language, titles)
}
