import { useWords } from '../../language/web/words.tsx'
import { useNow } from '../../web/pieces/now.ts'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { WorkingTimeLeft } from '../../web/pieces/working-time-left.tsx'
import type { Task } from '../contract.ts'

type Props = { task: Pick<Task, 'due_at' | 'minutes_left' | 'day_minutes'> }

/** How much working time is left. Overdue says so in a word, also where no working time has gone by since. */
export function DueTime({ task: { due_at, minutes_left, day_minutes } }: Props) {
  const { t } = useWords()
  const now = useNow()
  if (!due_at) return <span className="faint">{t('tasks.inbox.no_due')}</span>
  const past = new Date(due_at) < now
  if (past && (minutes_left === null || minutes_left >= 0)) {
    return (
      <span className="due-past">
        <StateChip tone="overdue" word={t('tasks.inbox.overdue')} plain /> <When at={due_at} table />
      </span>
    )
  }
  if (minutes_left === null) return <When at={due_at} table />
  return <WorkingTimeLeft minutes={minutes_left} due_at={due_at} day_minutes={day_minutes} table />
}
