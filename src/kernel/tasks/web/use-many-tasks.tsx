import { type ReactNode, Suspense, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { type BulkAction, BulkBar } from '../../web/list/bulk-bar.tsx'
import { useSelection } from '../../web/list/use-selection.ts'
import { useMay } from '../../web/session.tsx'
import type { Task } from '../contract.ts'
import { findMany, type Many } from './many.ts'
import '../../web/list/list-page.css'

export type Choice = { chosen: boolean; toggle: (range: boolean) => void }
type Running = { many: Many; tasks: Task[]; close: () => void }

/** Choosing several tasks in the inbox, of the kinds of which several may be done at once. */
export function useManyTasks(rows: Task[]): {
  offered: boolean
  bar: ReactNode
  of: (task: Task) => Choice | undefined
} {
  const { t } = useWords()
  const may = useMay()
  const [running, setRunning] = useState<Running>()
  const manyOf = ({ kind }: Task) => {
    const many = findMany(kind)
    return many && may(many.permission) ? many : undefined
  }
  const choosable = rows.filter((task) => manyOf(task))
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
  const actions: BulkAction<Task>[] = kinds.flatMap((kind) => {
    const many = findMany(kind)
    if (!many) return []
    const own = (tasks: Task[]) => tasks.filter((task) => task.kind === kind)
    return [{ key: kind, word: t(many.word), run: (tasks) => run(many, own(tasks)) }]
  })
  return {
    offered: choosable.length > 0,
    of: (task) =>
      manyOf(task) && {
        chosen: selection.keys.has(task.id),
        toggle: (range) => selection.toggle(task.id, range),
      },
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
