import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { MessageKey } from '../../language/messages/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { byDueDay } from '../../web/pieces/due-words.ts'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { useNow } from '../../web/pieces/now.ts'
import { useCall } from '../../web/use-call.ts'
import { listTasks, type Task } from '../contract.ts'

const fortnight = 14 * 24 * 3_600_000
const day = 24 * 3_600_000
/** Of one day; the rest is a number. */
const most = 4

/** The next fourteen days, day by day; what is past comes first. */
export function UpcomingDeadlines() {
  const { t } = useWords()
  const [due_by] = useState(() => new Date(Math.ceil(Date.now() / day) * day + fortnight).toISOString())
  const tasks = useCall(listTasks, { query: { due_by, limit: 100 } }, { poll: 60_000 })
  return (
    <section className="workbench-deadlines" aria-labelledby="workbench-deadlines">
      <div className="workbench-section-head">
        <h2 id="workbench-deadlines">{t('tasks.workbench.deadlines')}</h2>
      </div>
      <div className="card">
        <Loaded of={tasks} kind="rows" rows={4}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="workbench-none muted">{t('tasks.workbench.no_deadlines')}</p>
            ) : (
              <Days tasks={items} />
            )
          }
        </Loaded>
      </div>
    </section>
  )
}

function Days({ tasks }: { tasks: Task[] }) {
  const { t } = useWords()
  const days = useByDay(tasks)
  return (
    <ol className="deadline-days">
      {days.map(({ key, word, late, items }) => (
        <li key={key} className={late ? 'is-late' : undefined}>
          <h3>{word}</h3>
          <ul>
            {items.slice(0, most).map((task) => (
              <li key={task.id}>
                <Link to={task.link as string}>{task.title}</Link>{' '}
                <span className="faint">{t(task.kind as MessageKey, task.params)}</span>
              </li>
            ))}
            {items.length > most && (
              <li>
                <Link to="/inbox" className="muted">
                  {t('tasks.workbench.due_more', { count: items.length - most })}
                </Link>
              </li>
            )}
          </ul>
        </li>
      ))}
    </ol>
  )
}

/** Tasks come by due time, so their days do too. */
function useByDay(tasks: Task[]) {
  const { t, formats } = useWords()
  const now = useNow()
  return useMemo(() => {
    const dayOf = (at: Date | string) => formats.date(at, { style: 'table' })
    const known = new Map([
      [dayOf(now), t('tasks.workbench.today')],
      [dayOf(new Date(now.getTime() + day)), t('tasks.workbench.tomorrow')],
    ])
    return byDueDay(tasks, now, formats).map(({ day: key, at, items }) => ({
      key,
      late: at === null,
      word:
        at === null ? t('tasks.workbench.past') : (known.get(key) ?? formats.date(at, { style: 'weekday' })),
      items,
    }))
  }, [tasks, t, formats, now])
}
