import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import type { ComplaintImport } from '../../intake/contract.ts'

const counts = ['created', 'same', 'left_out', 'refused'] as const

/** What the import did, and where to see it. */
export function ImportResult({ of }: { of: ComplaintImport }) {
  const { t, formats } = useWords()
  const { result, imported_at, id } = of
  return (
    <section className="card sheet-import-card">
      <div className="sheet-import-head">
        <h2>{t('complaints.import_page.done_title')}</h2>
        {imported_at && <When at={imported_at} />}
      </div>
      {result && (
        <Facts
          facts={counts.map((key) => ({
            word: t(`complaints.import_page.result.${key}`),
            value: <span className="number">{formats.number(result[key])}</span>,
          }))}
        />
      )}
      <div className="sheet-import-actions">
        <GoButton type="primary" to="/complaints?channel=import">
          {t('complaints.import_page.to_complaints')}
        </GoButton>
        <GoButton to={`/complaints/import/${id}/rows`}>{t('complaints.import_page.all_rows')}</GoButton>
        <GoButton to="/complaints/import">{t('complaints.import_page.another')}</GoButton>
      </div>
    </section>
  )
}
