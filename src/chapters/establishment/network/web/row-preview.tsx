import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { FileColumn } from '../../../../kernel/sheet/reading/contract.ts'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import type { ImportRow } from '../contract.ts'
import type { TargetField } from '../mapping/contract.ts'
import { verdictTones } from './verdict-counts.tsx'

const weights = ['refuses', 'doubts', 'notes'] as const

/** A row at a glance: what happens with it and why, what changes, and its cells as the file has them. */
export function RowPreview({ row, columns }: { row: ImportRow; columns: FileColumn[] }) {
  const { t } = useWords()
  const changes = Object.entries(row.changes)
  const say = (value: unknown) => (value === null || value === undefined ? '—' : String(value))
  return (
    <div className="sheet-import-row">
      <header>
        <h2>{row.name || t('sheet.import.no_header', { number: row.line })}</h2>
        <StateChip tone={verdictTones[row.verdict]} word={t(`establishment.network.does.${row.does}`)} />
      </header>
      {weights.map((weight) => {
        const some = row.faults.filter((fault) => fault.weight === weight)
        return some.length === 0 ? null : (
          <section key={weight}>
            <h3>{t(`establishment.network.weights.${weight}`)}</h3>
            <ul className="sheet-import-sentences">
              {some.map(({ code, field, sentence }) => (
                <li key={`${code}-${field}`}>{sentence}</li>
              ))}
            </ul>
          </section>
        )
      })}
      {changes.length > 0 && (
        <section>
          <h3>{t('establishment.network_import.changes')}</h3>
          <Facts
            facts={changes.map(([field, [before, after]]) => ({
              word: t(`establishment.network.fields.${field as TargetField}`),
              value: t('establishment.network_import.from_to', { before: say(before), after: say(after) }),
              wide: true,
            }))}
          />
        </section>
      )}
      <section>
        <h3>{t('establishment.network_import.cells')}</h3>
        <Facts
          facts={row.cells.map((cell, at) => ({
            word: columns[at]?.header || t('sheet.import.no_header', { number: at + 1 }),
            value: cell,
          }))}
        />
      </section>
    </div>
  )
}
