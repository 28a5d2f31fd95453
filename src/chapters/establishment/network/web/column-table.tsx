import { Select } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useClearing } from '../../../../kernel/web/pieces/clearing.tsx'
import { type TargetField, targetFields } from '../mapping/contract.ts'
import type { MappingPart } from './mapping-form.tsx'

/** The columns of the file, each with what it means. One field has one column: choosing it here frees it elsewhere. */
export function ColumnTable({ of, mapping, change }: MappingPart) {
  const { t } = useWords()
  const clearing = useClearing()
  const fieldOf = (column: number) => targetFields.find((field) => mapping.columns[field] === column)
  const choose = (column: number, field: TargetField | null) => {
    const columns = { ...mapping.columns }
    const before = fieldOf(column)
    if (before) delete columns[before]
    if (field) columns[field] = column
    change({ columns })
  }
  const options = targetFields.map((field) => ({
    value: field,
    label: t(`establishment.network.fields.${field}`),
  }))
  const columns = of.columns.map((column, at) => ({ ...column, at }))
  return (
    <div className="card network-import-columns">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('establishment.network_import.column')}</th>
            <th scope="col">{t('establishment.network_import.samples')}</th>
            <th scope="col">{t('establishment.network_import.means')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ header, samples, at }) => {
            const name = header || t('establishment.network_import.no_header', { number: at + 1 })
            const field = fieldOf(at)
            return (
              <tr key={at}>
                <th scope="row">{name}</th>
                <td className="muted">
                  <span className="one-line">{samples.join(' · ') || '—'}</span>
                </td>
                <td>
                  <Select
                    aria-label={`${name}: ${t('establishment.network_import.means')}`}
                    className="network-import-select"
                    value={field ?? null}
                    allowClear={clearing}
                    placeholder={t('establishment.network_import.not_used')}
                    options={options}
                    onChange={(next) => choose(at, next ?? null)}
                  />
                  {field && of.guessed[field] === 'values' && (
                    <span className="faint">{t('establishment.network_import.by_values')}</span>
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
