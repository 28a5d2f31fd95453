import type { ReactNode } from 'react'
import './state-chip.css'

/**
 * What a state means, whatever the record: red is kept for what is sealed and for what is overdue.
 * draft not handed in · waiting someone must act · progress under way · done in force, passed · issued sealed
 * overdue past its time · refused rejected · closed ended, withdrawn
 */
export type Tone = 'draft' | 'waiting' | 'progress' | 'done' | 'issued' | 'overdue' | 'refused' | 'closed'

type Props = {
  tone: Tone
  word: string
  /** In tables: shape and word without the ground. */
  plain?: boolean
}

/** A state as a word, a shape and a colour, so that none of the three carries it alone. */
export function StateChip({ tone, word, plain }: Props) {
  return (
    <span className={`state-chip is-${tone}${plain ? ' is-plain' : ''}`}>
      <svg className="state-chip-shape" viewBox="0 0 12 12" aria-hidden="true">
        {shapes[tone]}
      </svg>
      <span>{word}</span>
    </span>
  )
}

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as const
const cut = { fill: 'none', stroke: 'var(--state-cut)', strokeWidth: 1.5, strokeLinecap: 'round' } as const

const shapes: Record<Tone, ReactNode> = {
  draft: <circle cx="6" cy="6" r="4.75" {...line} strokeDasharray="2.2 1.6" />,
  waiting: <path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="currentColor" />,
  progress: (
    <>
      <circle cx="6" cy="6" r="4.75" {...line} />
      <path d="M6 2.6a3.4 3.4 0 0 1 0 6.8Z" fill="currentColor" />
    </>
  ),
  done: (
    <>
      <circle cx="6" cy="6" r="5.5" fill="currentColor" />
      <path d="m3.6 6.2 1.7 1.6 3.1-3.4" {...cut} strokeLinejoin="round" />
    </>
  ),
  issued: (
    <>
      <rect x=".5" y=".5" width="11" height="11" rx="1.5" fill="currentColor" />
      <path d="M3 3.6h6M6 3.6v4.8M3.4 8.4h5.2" {...cut} strokeWidth="1.2" />
    </>
  ),
  overdue: (
    <>
      <path d="M6 .6 11.8 11H.2Z" fill="currentColor" />
      <path d="M6 4.4v3M6 9.2v.1" {...cut} />
    </>
  ),
  refused: (
    <>
      <circle cx="6" cy="6" r="4.75" {...line} />
      <path d="m4.2 4.2 3.6 3.6m0-3.6L4.2 7.8" {...line} strokeLinecap="round" />
    </>
  ),
  closed: (
    <>
      <rect x="1" y="1" width="10" height="10" rx="1.5" {...line} />
      <path d="M3.8 6h4.4" {...line} strokeLinecap="round" />
    </>
  ),
}
