import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MessageKey } from '../../language/messages/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { useNow } from '../../web/pieces/now.ts'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import type { Task } from '../contract.ts'
import { DueTime } from './due-time.tsx'
import './task-list.css'

type Props = {
  task: Task
  /** Where several are chosen. */
  choose?: ReactNode
  /** What is done with it right here. */
  act?: ReactNode
}

/** One thing that waits: what is asked, about what, where, by when. All of it is the link to where it is done. */
export function TaskItem({ task, choose, act }: Props) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const now = useNow()
  const late = !task.closed_at && task.due_at !== null && new Date(task.due_at) < now
  return (
    <li className={`task-item${late ? ' is-late' : ''}${act ? ' has-act' : ''}`}>
      {choose}
      <Link to={task.link as string} className="task-link">
        <span className="task-words">
          <span className="task-title">
            {task.number && task.number !== task.title && <span className="number">{task.number} </span>}
            {[task.subject_kind, task.title].filter(Boolean).join(' · ')}
          </span>
          <span className="task-asked">
            {task.for_person && (
              <span className="task-for">
                {t('tasks.inbox.for_person', { name: nameOf(task.for_person) })}
              </span>
            )}{' '}
            {[
              t(task.kind as MessageKey, task.params),
              task.step,
              task.urged > 0 && !task.closed_at && t('tasks.inbox.urged', { count: task.urged }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <span className="task-org">
          <OrgTag organisation={{ ...task.organisation, kind: null }} plain />
        </span>
        <span className="task-due">
          {task.closed_at ? (
            <>
              <StateChip tone="done" word={t('tasks.inbox.did')} plain />
              <When at={task.closed_at} table />
            </>
          ) : (
            <DueTime task={task} />
          )}
        </span>
      </Link>
      {act && <span className="task-act">{act}</span>}
    </li>
  )
}
