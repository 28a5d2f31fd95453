import { useWords } from '../../../../kernel/language/web/words.tsx'
import { PersonTag } from '../../../../kernel/web/pieces/person-tag.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import '../notice.css'

/** What is wanted, by whom and since when; nothing when nothing is. */
export function WantedNotice({ application }: { application: ApplicationPage }) {
  const { t, formats } = useWords()
  const { wanted, documents } = application
  if (!wanted) return null
  const titles = documents
    .filter(({ document_type }) => wanted.documents.includes(document_type))
    .map(({ title }) => title)
  return (
    <aside className="form-notice" aria-label={t('establishment.form.wanted')}>
      <p>
        <strong>{t('establishment.form.wanted')}</strong>{' '}
        <span className="muted">
          {wanted.by && <PersonTag person={wanted.by} bare />} <When at={wanted.at} />
        </span>
      </p>
      <blockquote>{wanted.text}</blockquote>
      {titles.length > 0 && <p className="muted">{formats.list(titles)}</p>}
    </aside>
  )
}
