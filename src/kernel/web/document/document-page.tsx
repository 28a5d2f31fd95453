import type { ReactNode } from 'react'
import { usePageTitle } from '../page-title.ts'
import { PrintButton } from '../pieces/print-button.tsx'
import './document-page.css'

type Props = {
  title: string
  /** Which language the text is in, when it isn't the reader's. */
  lang?: string
  /** Beside printing: download, verify, switch version. */
  tools?: ReactNode
  /** Left of the paper on wide screens: a table of contents. */
  contents?: ReactNode
  /** There are notes in the margin: leave room for them. */
  margin?: boolean
  children: ReactNode
}

/** Paper: what is printed and downloaded is exactly this. */
export function DocumentPage({ title, lang, tools, contents, margin, children }: Props) {
  usePageTitle(title)
  return (
    <div className={`document${contents ? ' has-contents' : ''}${margin ? ' has-margin' : ''}`}>
      <div className="document-tools no-print">
        {tools}
        <PrintButton />
      </div>
      {contents && <div className="document-contents no-print">{contents}</div>}
      <article className="paper" lang={lang}>
        {children}
      </article>
    </div>
  )
}

type LineProps = {
  /** The anchor, for a permanent link. */
  id?: string
  /** In the margin: a standing, a link to the records behind. It isn’t printed. */
  note?: ReactNode
  children: ReactNode
}

/** A part of the text with its note in the margin; on a phone the note stands below. */
export function PaperLine({ id, note, children }: LineProps) {
  return (
    <div id={id} className="paper-line">
      <div className="paper-text">{children}</div>
      {note && <aside className="paper-note">{note}</aside>}
    </div>
  )
}
