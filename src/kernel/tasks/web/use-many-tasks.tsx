import { Checkbox } from 'antd'
import { type ReactNode, Suspense, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { type BulkAction, BulkBar } from '../../web/list/bulk-bar.tsx'
import { useSelection } from '../../web/list/use-selection.ts'
import { useMay } from '../../web/session.tsx'
import type { Task } from '../contract.ts'
import { findMany, type Many } from './many.ts'
import '../../web/list/list-page.css'

type Running = { many: Many; tasks: Task[]; close: () => void }

/** Choosing several tasks in the inbox, of the kinds of which several may be done at once. */
export function useManyTasks(rows: Task[]): {
  offered: boolean
  bar: ReactNode
  /** The box by which a task is chosen, where it may be. */
  box: (task: Task) => ReactNode
} {
  const { t } = useWords()
  const may = useMay()
  const [running, setRunning] = useState<Running>()
  const manyOf = ({ kind }: Pick<Task, 'kind'>) => findMany(kind).filter(({ permission }) => may(permission))
  const choosable = rows.filter((task) => manyOf(task).length > 0)
  const { selection, clear, rows: chosen } = useSelection(choosable, ({ id }) => id)
  const run = (many: Many, tasks: Task[]) =>
    new Promise<void>((resolve) => {
      const close = () => {
        setRunning(undefined)
        resolve()
      }
      setRunning({ many, tasks, close })
    })
  const kinds = [...new Set(chosen.map(({ kind }) => kind))]
  const actions: BulkAction<Task>[] = kinds.flatMap((kind) =>
    manyOf({ kind }).map((many) => ({
      ...{ key: `${kind} ${many.key}`, word: t(many.word), danger: many.danger === true },
      run: (tasks: Task[]) =>
        run(
          many,
          tasks.filter((task) => task.kind === kind),
        ),
    })),
  )
  return {
    offered: choosable.length > 0,
    box: (task) =>
      manyOf(task).length > 0 && (
        <Checkbox
          className="task-choose"
          aria-label={t('tasks.inbox.choose', { title: task.title })}
          checked={selection.keys.has(task.id)}
          onChange={({ nativeEvent }) =>
            selection.toggle(task.id, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
          }
        />
      ),
    bar: (
      <>
        {chosen.length > 0 && <BulkBar actions={actions} rows={chosen} clear={clear} />}
        {running && (
          <Suspense>
            <running.many.Dialog tasks={running.tasks} onClose={running.close} />
          </Suspense>
        )}
      </>
    ),
  }
}
