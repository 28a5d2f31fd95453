import type { ReactNode } from 'react'
import { EmptyState } from './empty-state.tsx'
import { GoButton } from './go-button.tsx'

type Props = {
  title: string
  text: ReactNode
  /** The record it is about, and the words that open it. */
  to: string
  open: string
}

/** What can't be done to a record as it stands now, with the way to it. */
export function NotNow({ title, text, to, open }: Props) {
  const way = (
    <GoButton type="primary" to={to}>
      {open}
    </GoButton>
  )
  return <EmptyState page title={title} text={text} action={way} />
}
