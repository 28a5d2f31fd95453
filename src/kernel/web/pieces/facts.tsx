import type { ReactNode } from 'react'
import './facts.css'

export type Fact = {
  word: string
  value: ReactNode
  /** Over the whole width: long text. */
  wide?: boolean
  /** The language of the value, where it isn't the reader's. */
  lang?: string
}

/** Names and values of a record. What is empty shows a dash, so that the place stays. */
export function Facts({ facts }: { facts: (Fact | false | null | undefined)[] }) {
  return (
    <dl className="facts">
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact.word} className={fact.wide ? 'is-wide' : undefined}>
              <dt>{fact.word}</dt>
              <dd lang={fact.lang}>
                {fact.value === null || fact.value === undefined || fact.value === '' ? '—' : fact.value}
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}
