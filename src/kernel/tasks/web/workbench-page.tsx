import { OwnStanding } from '../../controls/web/own-standing.tsx'
import { useWords } from '../../language/web/words.tsx'
import { useNow } from '../../web/pieces/now.ts'
import { FirstSteps } from './first-steps.tsx'
import { RecentChanges } from './recent-changes.tsx'
import { UpcomingDeadlines } from './upcoming-deadlines.tsx'
import { WaitingTasks } from './waiting-tasks.tsx'
import './workbench-page.css'

/** Where the day begins: what waits for me and is due next, what changed since yesterday, how we stand. */
export function WorkbenchPage() {
  const { t, formats } = useWords()
  return (
    <div className="workbench">
      <header className="workbench-head">
        <h1>{t('tasks.workbench.title')}</h1>
        <span className="muted">{formats.date(useNow(), { style: 'weekday' })}</span>
      </header>
      <FirstSteps />
      <div className="workbench-columns">
        <WaitingTasks />
        <div className="workbench-side">
          <UpcomingDeadlines />
          <OwnStanding />
        </div>
        <RecentChanges />
      </div>
    </div>
  )
}
