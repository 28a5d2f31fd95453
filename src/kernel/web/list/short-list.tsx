import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import './short-list.css'

type PageProps = {
  title: string
  /** What these things are for, in a sentence. */
  intro: ReactNode
  /** The primary button. */
  create?: ReactNode
  children: ReactNode
}

/** A list that is never long and has no filters: flows, calendars, forms. */
export function ShortListPage({ title, intro, create, children }: PageProps) {
  return (
    <div className="short-page">
      <header className="short-head">
        <div>
          <h1>{title}</h1>
          <p className="muted">{intro}</p>
        </div>
        {create}
      </header>
      {children}
    </div>
  )
}

/** The rows of one group, under its name where there is one. */
export function ShortList({ id, title, children }: { id: string; title?: string; children: ReactNode }) {
  return (
    <section className="short-group" aria-labelledby={title && `group-${id}`}>
      {title && <h2 id={`group-${id}`}>{title}</h2>}
      <ul className="card short-list">{children}</ul>
    </section>
  )
}

type RowProps = {
  to: string
  title: ReactNode
  /** Under the title, in faint letters. */
  hint?: ReactNode
  /** At the right: counts and states. */
  children?: ReactNode
}

export function ShortRow({ to, title, hint, children }: RowProps) {
  return (
    <li>
      <Link to={to as string} className="short-row">
        <span className="short-name">
          <strong>{title}</strong>
          {hint && <span className="faint">{hint}</span>}
        </span>
        <span className="short-facts">{children}</span>
      </Link>
    </li>
  )
}
