import { Select } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { useClearing } from '../../web/pieces/clearing.tsx'
import type { FileColumn } from '../reading/contract.ts'
import './sheet-import.css'

type Props<Field extends string> = {
  columns: FileColumn[]
  /** What a column can mean, in the reader's words. */
  fields: { value: Field; label: string }[]
  /** Field → column, counted from 0. */
  mapped: Partial<Record<Field, number>>
  change: (mapped: Partial<Record<Field, number>>) => void
  /** What was guessed by the cells of a column, for lack of a header that says it. */
  byValues?: (field: Field) => boolean
}

/** The columns of a file, each with what it means. One field has one column: choosing it here frees it elsewhere. */
export function ColumnTable<Field extends string>({
  columns,
  fields,
  mapped,
  change,
  byValues,
}: Props<Field>) {
  const { t } = useWords()
  const clearing = useClearing()
  const fieldOf = (column: number) => fields.find(({ value }) => mapped[value] === column)?.value
  const choose = (column: number, field: Field | null) => {
    const next = { ...mapped }
    const before = fieldOf(column)
    if (before) delete next[before]
    if (field) next[field] = column
    change(next)
  }
  return (
    <div className="card sheet-import-columns">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('sheet.import.column')}</th>
            <th scope="col">{t('sheet.import.samples')}</th>
            <th scope="col">{t('sheet.import.means')}</th>
          </tr>
        </thead>
        <tbody>
          {columns
            .map((column, at) => ({ ...column, at }))
            .map(({ header, samples, at }) => {
              const name = header || t('sheet.import.no_header', { number: at + 1 })
              const field = fieldOf(at)
              return (
                <tr key={at}>
                  <th scope="row">{name}</th>
                  <td className="muted">
                    <span className="one-line">{samples.join(' · ') || '—'}</span>
                  </td>
                  <td>
                    <Select
                      aria-label={`${name}: ${t('sheet.import.means')}`}
                      className="sheet-import-select"
                      value={field ?? null}
                      allowClear={clearing}
                      placeholder={t('sheet.import.not_used')}
                      options={fields}
                      onChange={(next) => choose(at, next ?? null)}
                    />
                    {field && byValues?.(field) && (
                      <span className="faint">{t('sheet.import.by_values')}</span>
                    )}
                  </td>
                </tr>
              )
            })}
        </tbody>
      </table>
    </div>
  )
}
