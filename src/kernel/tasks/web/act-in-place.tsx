import { Button } from 'antd'
import { type ReactNode, Suspense, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useMay } from '../../web/session.tsx'
import type { Task } from '../contract.ts'
import { findMany } from './many.ts'

/** The button of a task that can be done where it is listed: it asks there, and the list is read again. */
export function useActInPlace(): (task: Task) => ReactNode {
  const may = useMay()
  return (task) => {
    const many = findMany(task.kind)
    return many && may(many.permission) && !task.closed_at ? <ActInPlace task={task} /> : undefined
  }
}

function ActInPlace({ task }: { task: Task }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const many = findMany(task.kind)
  if (!many) return null
  return (
    <>
      <Button
        size="small"
        aria-label={t('tasks.inbox.act', { act: t(many.one), title: task.title })}
        onClick={() => setOpen(true)}
      >
        {t(many.one)}
      </Button>
      {open && (
        <Suspense>
          <many.Dialog tasks={[task]} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
