import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import type { NetworkImport } from '../contract.ts'

const counts = ['created', 'changed', 'same', 'left_out', 'refused', 'levels'] as const

/** What the import did, and where to see it. */
export function ImportResult({ of }: { of: NetworkImport }) {
  const { t, formats } = useWords()
  const { result, imported_at, id } = of
  return (
    <section className="card sheet-import-card">
      <div className="sheet-import-head">
        <h2>{t('establishment.network_import.done_title')}</h2>
        {imported_at && <When at={imported_at} />}
      </div>
      {result && (
        <Facts
          facts={counts.map((key) => ({
            word: t(`establishment.trail_fields.${key}`),
            value: <span className="number">{formats.number(result[key])}</span>,
          }))}
        />
      )}
      <div className="sheet-import-actions">
        <GoButton type="primary" to="/organisations">
          {t('establishment.network_import.to_organisations')}
        </GoButton>
        <GoButton to={`/organisations/import/${id}/rows`}>
          {t('establishment.network_import.all_rows')}
        </GoButton>
        <GoButton to="/organisations/import">{t('establishment.network_import.another')}</GoButton>
      </div>
    </section>
  )
}
