import { Link } from '@tanstack/react-router'
import type { TrailEntryShown } from '../contract.ts'

/** What it was about, as it was called then; a link where it has a page. */
export function SubjectLink({ subject }: { subject: TrailEntryShown['subject'] }) {
  const word = [subject.number, subject.title].filter(Boolean).join(' ') || '—'
  return subject.link ? <Link to={subject.link as string}>{word}</Link> : <span>{word}</span>
}
