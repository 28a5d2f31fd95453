import { useWords } from '../../language/web/words.tsx'
import { PathLink } from '../../web/pieces/path-link.tsx'

type Counted = { key: string; records: string | null; unmet_records: string | null }

/** Of each control the list of what it counted, and of what wasn't met; of several controls each by its place among them. */
export function RecordLinks({ controls }: { controls: Counted[] }) {
  const { t } = useWords()
  return controls.map(
    ({ key, records, unmet_records }, at) =>
      records && (
        <div key={key} className="record-links">
          {controls.length > 1 && (
            <span className="muted">{t('controls.results.item', { number: at + 1 })}</span>
          )}
          <PathLink to={records}>{t('controls.results.behind')}</PathLink>
          {unmet_records && <PathLink to={unmet_records}>{t('controls.results.unmet')}</PathLink>}
        </div>
      ),
  )
}
