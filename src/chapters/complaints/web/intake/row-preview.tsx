import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { FileColumn } from '../../../../kernel/sheet/reading/contract.ts'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import type { ImportRow } from '../../intake/contract.ts'
import { weights } from '../../intake/words/contract.ts'
import { verdictTones } from './tones.ts'

/** A row at a glance: what becomes of it and why, the complaint that came of it, and its cells as the file has them. */
export function RowPreview({ row, columns }: { row: ImportRow; columns: FileColumn[] }) {
  const { t } = useWords()
  const headerOf = (at: number) => columns[at]?.header || t('sheet.import.no_header', { number: at + 1 })
  return (
    <div className="sheet-import-row">
      <header>
        <h2>{row.subject || t('complaints.import_page.row', { line: row.line })}</h2>
        <StateChip tone={verdictTones[row.verdict]} word={t(`complaints.import.verdicts.${row.verdict}`)} />
      </header>
      {row.complaint_id && (
        <GoButton to={`/complaints/${row.complaint_id}`}>
          {t('complaints.import_page.open_complaint', { number: row.number ?? '' })}
        </GoButton>
      )}
      {weights.map((weight) => {
        const some = row.faults.filter((fault) => fault.weight === weight)
        return some.length === 0 ? null : (
          <section key={weight}>
            <h3>{t(`complaints.import.weights.${weight}`)}</h3>
            <ul className="sheet-import-sentences">
              {some.map(({ code, field, sentence }) => (
                <li key={`${code}-${field}`}>{sentence}</li>
              ))}
            </ul>
          </section>
        )
      })}
      {row.cells.length > 0 && (
        <section>
          <h3>{t('complaints.import_page.cells')}</h3>
          <Facts facts={row.cells.map((value, at) => ({ word: headerOf(at), value }))} />
        </section>
      )}
    </div>
  )
}
