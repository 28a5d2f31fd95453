import type { ReactNode } from 'react'
import './search-option.css'

/** What is found, and beside it what tells it from others of the same name. */
export function SearchOption({ word, hint }: { word: ReactNode; hint?: ReactNode }) {
  return (
    <span className="search-option">
      <span>{word}</span>
      {/* Read out, and copied, they are two words as well. */}
      {hint && ' '}
      {hint && <span className="faint">{hint}</span>}
    </span>
  )
}
