import { EllipsisOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useGo } from '../navigation.ts'
import { useConfirm } from '../pieces/confirm.tsx'
import { useObstacles } from '../pieces/obstacles.tsx'
import { arrange, type RecordAction } from './actions.ts'

type Props = { actions: RecordAction[]; can: readonly string[] }

/** One primary button, the rest in a menu; whatever runs keeps the others waiting. */
export function RecordActions({ actions, can }: Props) {
  const { t } = useWords()
  const go = useGo()
  const confirm = useConfirm()
  const tell = useObstacles()
  const [running, setRunning] = useState<string>()
  const { primary, others } = arrange(actions, can)

  const start = async (action: RecordAction) => {
    if (action.to !== undefined) return go(action.to)
    const { obstacles } = action
    if (obstacles && obstacles.items.length > 0) return tell(obstacles.title, obstacles.items)
    const reason = action.question ? await confirm(action.question) : ''
    if (reason === undefined) return
    setRunning(action.key)
    try {
      await action.run?.(reason)
    } finally {
      setRunning(undefined)
    }
  }

  if (!primary && others.length === 0) return null
  return (
    <div className="record-actions no-print">
      {others.length > 0 && (
        <Dropdown
          trigger={['click']}
          // Opened by a key, the arrows walk it at once.
          autoFocus
          placement="bottomRight"
          disabled={running !== undefined}
          menu={{
            items: others.map((action, index) => ({
              key: action.key,
              label: action.word,
              icon: action.icon,
              danger: action.danger === true,
              className: action.danger && index > 0 && !others[index - 1]?.danger ? 'is-first-danger' : '',
              onClick: () => void start(action),
            })),
          }}
        >
          <Button
            icon={<EllipsisOutlined aria-hidden="true" />}
            aria-label={t('web.record.more')}
            loading={running !== undefined && running !== primary?.key}
          />
        </Dropdown>
      )}
      {primary && (
        <Button
          type="primary"
          icon={primary.icon}
          loading={running === primary.key}
          disabled={running !== undefined && running !== primary.key}
          onClick={() => void start(primary)}
        >
          {primary.word}
        </Button>
      )}
    </div>
  )
}
