import { Checkbox, Radio, Select } from 'antd'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useClearing } from '../../../../kernel/web/pieces/clearing.tsx'
import { type Level, levelReadings, type Mapping } from '../mapping/contract.ts'
import type { MappingPart } from './mapping-form.tsx'

const ways = ['levels', 'parent', 'root'] as const satisfies Mapping['placed_by'][]
const most = 4

/** Under what the rows hang: regions built from columns, the parent each names, or all in one place. */
export function PlacingFields({ of, mapping, change }: MappingPart) {
  const { t, language } = useWords()
  const { levels, placed_by, join_same_name } = mapping
  const set = (at: number, level: Level | undefined) =>
    change({ levels: [...levels.slice(0, at), ...(level ? [level] : []), ...levels.slice(at + 1)] })
  const words = { levels: {}, parent: {}, root: { under: nameIn(language, of.under) } }
  const places = [...levels, undefined].slice(0, most).map((level, at) => ({ level, at }))
  return (
    <fieldset className="card sheet-import-card">
      <legend className="visually-hidden">{t('establishment.network_import.placing')}</legend>
      <h2>{t('establishment.network_import.placing')}</h2>
      <Radio.Group
        vertical
        value={placed_by}
        onChange={({ target }) => change({ placed_by: target.value as Mapping['placed_by'] })}
        options={ways.map((value) => ({
          value,
          label: t(`establishment.network_import.placed_by.${value}`, words[value]),
        }))}
      />
      {placed_by === 'levels' && (
        <>
          {places.map(({ level, at }) => (
            <LevelFields key={at} of={of} number={at + 1} level={level} set={(next) => set(at, next)} />
          ))}
          <Checkbox
            checked={join_same_name}
            onChange={({ target }) => change({ join_same_name: target.checked })}
          >
            {t('establishment.network_import.join_same_name')}
          </Checkbox>
        </>
      )}
    </fieldset>
  )
}

type LevelProps = {
  of: MappingPart['of']
  number: number
  level: Level | undefined
  set: (level: Level | undefined) => void
}

function LevelFields({ of, number, level, set }: LevelProps) {
  const { t } = useWords()
  const clearing = useClearing()
  const columns = of.columns.map(({ header }, at) => ({
    value: at,
    label: header || t('sheet.import.no_header', { number: at + 1 }),
  }))
  return (
    <div className="network-import-level">
      <Select
        aria-label={t('establishment.network_import.level', { number })}
        value={level?.column ?? null}
        allowClear={clearing}
        placeholder={t(
          number === 1 ? 'establishment.network_import.level' : 'establishment.network_import.no_level',
          { number },
        )}
        options={columns}
        onChange={(column) =>
          set(typeof column === 'number' ? { column, read_as: level?.read_as ?? 'text' } : undefined)
        }
      />
      {level && (
        <Select
          aria-label={t('establishment.network_import.read_level_as', { number })}
          value={level.read_as}
          options={levelReadings.map((value) => ({
            value,
            label: t(`establishment.network_import.read_as.${value}`),
          }))}
          onChange={(read_as) => set({ ...level, read_as })}
        />
      )}
    </div>
  )
}
