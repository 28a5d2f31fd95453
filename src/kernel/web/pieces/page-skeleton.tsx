import { useWords } from '../../language/web/words.tsx'
import './page-skeleton.css'

type Props = { kind?: 'page' | 'rows' | 'record' | 'document'; rows?: number }

/** The page's shape in quiet bars while it loads; of the final size, so that nothing jumps. */
export function PageSkeleton({ kind = 'page', rows = 12 }: Props) {
  const { t } = useWords()
  return (
    <div className={`bones is-${kind}`} role="status">
      <span className="visually-hidden">{t('web.pieces.loading')}</span>
      {kind !== 'rows' && <div className="bone is-title" />}
      {kind === 'record' && <div className="bone is-line" />}
      {[...Array(rows).keys()].map((row) => (
        <div key={row} className="bone is-row" style={{ width: `${92 - ((row * 37) % 31)}%` }} />
      ))}
    </div>
  )
}
