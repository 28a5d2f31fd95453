import { CloseOutlined, DownOutlined, ExpandAltOutlined, UpOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../language/web/words.tsx'

type Props = {
  onOpen: (() => void) | undefined
  onStep: (step: 1 | -1) => void
  onClose: () => void
  children: ReactNode
}

/** What scrolls takes the focus, so that the keys move it too. */
const scrolled = { tabIndex: 0 }

/** A row at a glance, beside the list; the keys go on walking. */
export function PreviewPane({ onOpen, onStep, onClose, children }: Props) {
  const { t } = useWords()
  return (
    <aside className="preview-pane" aria-label={t('web.list.preview_pane')}>
      <div className="preview-bar">
        <Button
          size="small"
          type="text"
          icon={<UpOutlined aria-hidden="true" />}
          aria-label={t('web.list.keys.previous')}
          onClick={() => onStep(-1)}
        />
        <Button
          size="small"
          type="text"
          icon={<DownOutlined aria-hidden="true" />}
          aria-label={t('web.list.keys.next')}
          onClick={() => onStep(1)}
        />
        {onOpen && (
          <Button size="small" icon={<ExpandAltOutlined aria-hidden="true" />} onClick={onOpen}>
            {t('web.list.keys.open')}
          </Button>
        )}
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined aria-hidden="true" />}
          aria-label={t('web.list.keys.close')}
          onClick={onClose}
        />
      </div>
      <section className="preview-body" aria-label={t('web.list.preview')} {...scrolled}>
        {children}
      </section>
    </aside>
  )
}
