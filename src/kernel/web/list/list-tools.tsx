import { ColumnHeightOutlined, MenuOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover, Tooltip } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { usePhone } from '../use-media.ts'
import type { Column, Density } from './column.ts'
import { ExportButton } from './export-button.tsx'
import type { Export } from './use-export.ts'

type Props<T> = {
  columns: Column<T>[]
  shown: Column<T>[]
  choose: (keys: string[]) => void
  density: Density
  setDensity: (density: Density) => void
  exported: Export | undefined
}

/** Density, columns and export, as three quiet buttons at the end of the filter bar. */
export function ListTools<T>(props: Props<T>) {
  const { columns, shown, choose, density, setDensity, exported } = props
  const { t } = useWords()
  const phone = usePhone()
  if (phone) return null
  const keys = shown.map(({ key }) => key)
  const picker = (
    <Checkbox.Group
      className="column-picker"
      value={keys}
      onChange={(chosen) => choose(columns.map(({ key }) => key).filter((key) => chosen.includes(key)))}
      options={columns.map(({ key, title }) => ({
        value: key,
        label: title,
        disabled: keys.length === 1 && keys[0] === key,
      }))}
    />
  )
  const next = density === 'wide' ? 'dense' : 'wide'
  return (
    <>
      <Tooltip title={t(`web.list.density_${next}`)}>
        <Button
          type="text"
          icon={
            density === 'wide' ? (
              <ColumnHeightOutlined aria-hidden="true" />
            ) : (
              <MenuOutlined aria-hidden="true" />
            )
          }
          aria-label={t(`web.list.density_${next}`)}
          onClick={() => setDensity(next)}
        />
      </Tooltip>
      <Popover trigger="click" placement="bottomRight" content={picker} title={t('web.list.columns')}>
        <Button
          type="text"
          icon={<SettingOutlined aria-hidden="true" />}
          aria-label={t('web.list.columns')}
        />
      </Popover>
      {exported && <ExportButton exported={exported} />}
    </>
  )
}
