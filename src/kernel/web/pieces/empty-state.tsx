import type { ReactNode } from 'react'
import { LedgerMark } from './ledger-mark.tsx'
import './notices.css'

type Props = {
  title: string
  /** What this place is for. */
  text?: ReactNode
  /** The first step. */
  action?: ReactNode
  /** Nothing matched, as opposed to nothing being there. */
  kind?: 'blank' | 'missing'
  /** It is all the page says: its title is the page's. */
  page?: boolean
}

/** An empty place says what it is for and offers the first step. */
export function EmptyState({ title, text, action, kind = 'blank', page }: Props) {
  const Title = page ? 'h1' : 'h2'
  return (
    <div className="notice">
      <LedgerMark kind={kind} />
      <Title>{title}</Title>
      {text && <p className="notice-text">{text}</p>}
      {action && <div className="notice-actions">{action}</div>}
    </div>
  )
}
