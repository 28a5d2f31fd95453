import { Link } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { useCall } from '../../web/use-call.ts'
import { listTasks } from '../contract.ts'
import { useActInPlace } from './act-in-place.tsx'
import { TaskItem } from './task-item.tsx'

/** The first things that wait for me, done in place where they can be. */
export function WaitingTasks() {
  const { t } = useWords()
  const tasks = useCall(listTasks, { query: { limit: 7 } }, { poll: 60_000 })
  const act = useActInPlace()
  const total = tasks.data?.total ?? 0
  return (
    <section className="workbench-waiting" aria-labelledby="workbench-waiting">
      <div className="workbench-section-head">
        <h2 id="workbench-waiting">{t('tasks.workbench.waiting')}</h2>
        {total > 0 && <Link to="/inbox">{t('tasks.workbench.all_waiting', { count: total })}</Link>}
      </div>
      <div className="card">
        <Loaded of={tasks} kind="rows" rows={4}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="workbench-none muted">{t('tasks.workbench.nothing_waits')}</p>
            ) : (
              <ul className={`task-list${items.some((task) => act(task)) ? ' is-acting' : ''}`}>
                {items.map((task) => (
                  <TaskItem key={task.id} task={task} act={act(task)} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </section>
  )
}
