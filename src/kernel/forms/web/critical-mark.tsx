import { createContext, useContext } from 'react'
import { ReactElementFactory } from 'survey-react-ui'

/** The name SurveyJS knows the mark by. */
export const criticalMark = 'bylaw-critical-mark'

const Word = createContext('')
/** The word of the mark in the reader's language, for every question inside. */
export const CriticalWord = Word.Provider

/** Stands behind the title of a question that decides alone. */
function CriticalMark() {
  const word = useContext(Word)
  return (
    <span className="critical-mark">
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d="M6 .6 11.8 11H.2Z" fill="currentColor" />
        <path d="M6 4.4v3M6 9.2v.1" stroke="var(--amber-soft)" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
      {word}
    </span>
  )
}

ReactElementFactory.Instance.registerElement(criticalMark, () => <CriticalMark />)
