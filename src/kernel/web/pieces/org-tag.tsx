import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { useWords } from '../../language/web/words.tsx'
import './tags.css'

export type OrgKind = 'headquarters' | 'region' | 'branch' | 'department' | 'partner_point'
type Props = {
  organisation: { id: string; name: string; name_en?: string | null; kind?: OrgKind | null }
  /** Without a link: inside a row or button that is one already. */
  plain?: boolean
}

/** An organisation: a small mark of its kind and its name, linked to its page. */
export function OrgTag({ organisation, plain }: Props) {
  const { language } = useWords()
  const name = language === 'en' ? organisation.name_en || organisation.name : organisation.name
  const inside = (
    <>
      {organisation.kind && <OrgMark kind={organisation.kind} />}
      <span className="org-tag-name">{name}</span>
    </>
  )
  if (plain) return <span className="org-tag">{inside}</span>
  return (
    <Link to={`/organisations/${organisation.id}` as string} className="org-tag">
      {inside}
    </Link>
  )
}

/** The five kinds as small roofs and rings; the word is read out. */
export function OrgMark({ kind }: { kind: OrgKind }) {
  const { t } = useWords()
  const id = useId()
  return (
    <svg className="org-mark" viewBox="0 0 14 14" role="img" aria-labelledby={id}>
      <title id={id}>{t(`web.org_kind.${kind}`)}</title>
      {marks[kind]}
    </svg>
  )
}

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.3, strokeLinejoin: 'round' } as const

const marks: Record<OrgKind, ReactNode> = {
  headquarters: (
    <>
      <path d="M1.5 5.5 7 1.8l5.5 3.7M2.5 12.2h9" {...line} strokeLinecap="round" />
      <path d="M4 6.5v4.2m3-4.2v4.2m3-4.2v4.2" {...line} strokeLinecap="round" />
    </>
  ),
  region: (
    <>
      <circle cx="7" cy="7" r="5.3" {...line} />
      <circle cx="7" cy="7" r="1.8" fill="currentColor" />
    </>
  ),
  branch: <path d="M2.2 6.4 7 2.2l4.8 4.2v5.8H2.2ZM5.6 12v-3.4h2.8V12" {...line} />,
  department: (
    <>
      <rect x="2" y="2.6" width="10" height="8.8" rx="1" {...line} />
      <path d="M2 6h10M6 6v5.4" {...line} />
    </>
  ),
  partner_point: (
    <>
      <circle cx="5" cy="7" r="3.3" {...line} />
      <circle cx="9" cy="7" r="3.3" {...line} />
    </>
  ),
}
