import { Select } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useClearing } from '../../../../kernel/web/pieces/clearing.tsx'
import { type ImportedKind, importedKinds, kindKey } from '../mapping/contract.ts'
import type { MappingPart } from './mapping-form.tsx'

/** What the values of the kind column mean, and what rows without one are. */
export function KindsFields({ of, mapping, change }: MappingPart) {
  const { t } = useWords()
  const clearing = useClearing()
  const { kinds, kind_otherwise, columns } = mapping
  const values = columns.kind === undefined ? [] : of.columns[columns.kind]?.values
  const known = importedKinds.map((value) => ({ value, label: t(`web.org_kind.${value}`) }))
  const all = [...known, { value: 'leave_out' as const, label: t('establishment.network_import.leave_out') }]
  const set = (key: string, kind: ImportedKind | 'leave_out' | undefined) => {
    const { [key]: _, ...others } = kinds
    change({ kinds: kind ? { ...others, [key]: kind } : others })
  }
  return (
    <fieldset className="card sheet-import-card">
      <legend className="visually-hidden">{t('establishment.network_import.kinds')}</legend>
      <h2>{t('establishment.network_import.kinds')}</h2>
      {values === null && <p className="muted">{t('establishment.network_import.kinds_too_many')}</p>}
      {values?.map(({ value, count }) => (
        <div className="network-import-kind" key={value}>
          <span>{t('establishment.network_import.kind_value', { value, count })}</span>
          <Select
            aria-label={t('establishment.network_import.kind_of', { value })}
            value={kinds[kindKey(value)] ?? null}
            allowClear={clearing}
            placeholder={t('establishment.network_import.kind_unset')}
            options={all}
            onChange={(kind) => set(kindKey(value), kind ?? undefined)}
          />
        </div>
      ))}
      <div className="network-import-kind">
        <span>{t('establishment.network_import.kind_otherwise')}</span>
        <Select
          aria-label={t('establishment.network_import.kind_otherwise')}
          value={kind_otherwise}
          allowClear={clearing}
          placeholder={t('establishment.network_import.kind_unset')}
          options={known}
          onChange={(kind) => change({ kind_otherwise: kind ?? null })}
        />
      </div>
    </fieldset>
  )
}
