import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { type Question, useConfirm } from '../pieces/confirm.tsx'

export type BulkAction<T> = {
  key: string
  word: string
  /** Gets the chosen rows and, when a question asks for one, the reason. */
  run: (rows: T[], reason: string) => unknown
  danger?: boolean
  question?: (rows: T[]) => Question
}

type Props<T> = { actions: BulkAction<T>[]; rows: T[]; clear: () => void }

/** Takes the filters' place while rows are chosen. */
export function BulkBar<T>({ actions, rows, clear }: Props<T>) {
  const { t } = useWords()
  const confirm = useConfirm()
  const [running, setRunning] = useState<string>()
  const start = async ({ key, run, question }: BulkAction<T>) => {
    const reason = question ? await confirm(question(rows)) : ''
    if (reason === undefined) return
    setRunning(key)
    try {
      await run(rows, reason)
      clear()
    } finally {
      setRunning(undefined)
    }
  }
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('web.list.bulk')}>
      <strong role="status">{t('web.list.chosen', { count: rows.length })}</strong>
      {actions.map((action) => (
        <Button
          key={action.key}
          danger={action.danger === true}
          loading={running === action.key}
          disabled={running !== undefined && running !== action.key}
          onClick={() => void start(action)}
        >
          {action.word}
        </Button>
      ))}
      <Button type="text" onClick={clear}>
        {t('web.list.unselect')}
      </Button>
    </div>
  )
}
