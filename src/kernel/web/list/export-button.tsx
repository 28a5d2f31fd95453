import { DownloadOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import type { Export } from './use-export.ts'

type Props = {
  exported: Export
  /** With its word, where it doesn't stand among other signs. */
  named?: boolean
}

/** What is shown as a sheet, in the format chosen. */
export function ExportButton({ exported: { running, run }, named = false }: Props) {
  const { t } = useWords()
  const word = t('web.list.export')
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          { key: 'xlsx', label: t('web.list.export_xlsx') },
          { key: 'csv', label: t('web.list.export_csv') },
        ],
        onClick: ({ key }) => run(key === 'csv' ? 'csv' : 'xlsx'),
      }}
    >
      <Button
        type={named ? 'default' : 'text'}
        icon={<DownloadOutlined aria-hidden="true" />}
        loading={running}
        {...(named ? { children: word } : { 'aria-label': word, title: word })}
      />
    </Dropdown>
  )
}
