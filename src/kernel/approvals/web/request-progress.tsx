import { useWords } from '../../language/web/words.tsx'
import { Changes } from './changes.tsx'
import type { Request, Step } from './request-words.ts'
import { StepItem, UpcomingItem } from './step-item.tsx'
import './request-progress.css'

/** The way of a request is read as one thing: Tab comes to it, and from there to what is in it. */
const byKeys = { tabIndex: 0 }

/** Where a request stands: the steps of this round, those to come, and what was said in the rounds before. */
export function RequestProgress({ request }: { request: Request }) {
  const { t } = useWords()
  const rounds = Map.groupBy(request.steps, ({ round }) => round)
  const earlier = [...rounds].filter(([round]) => round < request.round).toSorted(([a], [b]) => b - a)
  return (
    <div className="progress">
      {request.overridden && <p className="approval-mark">{t('approvals.panel.overridden')}</p>}
      {request.changes.length > 0 && <Changes request={request} />}
      {request.round > 1 && (
        <p className="progress-round">{t('approvals.panel.round', { round: request.round })}</p>
      )}
      <ol className="steps" aria-label={t('approvals.panel.diagram')} {...byKeys}>
        <Steps steps={rounds.get(request.round) ?? []} type={request.subject.type} />
        {request.upcoming.map((step) => (
          <UpcomingItem key={step.key} step={step} />
        ))}
      </ol>
      {earlier.length > 0 && (
        <details className="progress-earlier">
          <summary>{t('approvals.panel.earlier_rounds')}</summary>
          {earlier.map(([round, steps]) => (
            <section key={round} aria-label={t('approvals.panel.round', { round })}>
              <p className="progress-round">{t('approvals.panel.round', { round })}</p>
              <ol className="steps">
                <Steps steps={steps} type={request.subject.type} />
              </ol>
            </section>
          ))}
        </details>
      )}
    </div>
  )
}

function Steps({ steps, type }: { steps: Step[]; type: string }) {
  return steps
    .toSorted((a, b) => a.position - b.position || (a.opened_at < b.opened_at ? -1 : 1))
    .map((step) => <StepItem key={`${step.round} ${step.key} ${step.opened_at}`} step={step} type={type} />)
}
