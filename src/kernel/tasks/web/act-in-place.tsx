import { Button } from 'antd'
import { type ReactNode, Suspense, useState } from 'react'
import type { MessageKey } from '../../language/messages/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { useMay } from '../../web/session.tsx'
import type { Task } from '../contract.ts'
import { findMany, type Many } from './many.ts'

/** The button of a task that can be done where it is listed: it asks there, and the list is read again. */
export function useActInPlace(): (task: Task) => ReactNode {
  const may = useMay()
  return (task) => {
    const many = findMany(task.kind).find(({ one }) => one !== undefined)
    if (!many?.one || !may(many.permission) || task.closed_at) return undefined
    return <ActInPlace task={task} many={many} word={many.one} />
  }
}

function ActInPlace({ task, many, word }: { task: Task; many: Many; word: MessageKey }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        size="small"
        aria-label={t('tasks.inbox.act', { act: t(word), title: task.title })}
        onClick={() => setOpen(true)}
      >
        {t(word)}
      </Button>
      {open && (
        <Suspense>
          <many.Dialog tasks={[task]} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
