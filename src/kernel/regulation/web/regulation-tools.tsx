import { DownloadOutlined, HistoryOutlined, MenuOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { fileUrl } from '../../web/call.ts'
import { useGo } from '../../web/navigation.ts'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { useCall } from '../../web/use-call.ts'
import { exportRegulation, listEditions, type RegulationPage } from '../contract.ts'

type Props = {
  regulation: RegulationPage
  contents: { id: string; title: string }[]
  past: string | undefined
}

/** Beside printing: contents on narrow screens, earlier and coming editions, the numbers, the Word document. */
export function RegulationTools({ regulation, contents, past }: Props) {
  const { t } = useWords()
  const query = { language: regulation.language, ...(past ? { on: past } : {}) }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: contents.map(({ id, title }) => ({ key: id, label: <a href={`#${id}`}>{title}</a> })),
        }}
      >
        <Button icon={<MenuOutlined aria-hidden="true" />} className="regulation-contents-button">
          {t('regulation.page.contents')}
        </Button>
      </Dropdown>
      <Editions regulation={regulation} />
      <GoButton to="/regulation/numbers">{t('regulation.numbers.title')}</GoButton>
      <Button
        icon={<DownloadOutlined aria-hidden="true" />}
        href={fileUrl(exportRegulation, { query })}
        download
      >
        {t('regulation.page.download')}
      </Button>
    </>
  )
}

function Editions({ regulation }: { regulation: RegulationPage }) {
  const { t, formats } = useWords()
  const go = useGo()
  const [open, setOpen] = useState(false)
  const editions = useCall(listEditions, undefined, { enabled: open, fresh: 60_000 })
  const items = (editions.data?.items ?? []).map(({ number, effective_on }) => ({
    key: String(number),
    label: t('regulation.page.edition', { number, on: formats.date(effective_on) }),
    onClick: () => go(`/regulation?on=${effective_on}`),
  }))
  return (
    <Dropdown
      trigger={['click']}
      onOpenChange={setOpen}
      menu={{ items, selectedKeys: [String(regulation.edition.number)] }}
    >
      <Button icon={<HistoryOutlined aria-hidden="true" />}>{t('regulation.page.editions')}</Button>
    </Dropdown>
  )
}
