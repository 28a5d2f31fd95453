import { useTitle } from '../../../../language/web/use-title.ts'
import { useWords } from '../../../../language/web/words.tsx'
import type { FlowShown } from '../flow-outline.tsx'
import type { Trial } from './trial-panel.tsx'
import { useTrialWords } from './use-trial-words.ts'

/** What came out of a try-out, step by step: who is asked, and why it is they. */
export function TrialResult({ trial, flow }: { trial: Trial; flow: FlowShown }) {
  const { t } = useWords()
  const title = useTitle()
  const words = useTrialWords()
  const { steps } = flow.definition
  const taken = trial.steps.filter(({ outcome }) => outcome !== 'skipped')
  return (
    <section className="trial-result" aria-label={t('approvals.trial.result')} role="status">
      <h3>{t('approvals.trial.result')}</h3>
      {!trial.applies && <p className="trial-warning">{t('approvals.trial.not_meant')}</p>}
      {taken.length === 0 && <p className="trial-warning">{t('approvals.errors.no_step_applies')}</p>}
      <ol>
        {trial.steps.map((one) => {
          const step = steps.find(({ key }) => key === one.key)
          return (
            <li key={one.key} className={`is-${one.outcome}`}>
              <p>
                <span className="faint number">{one.position + 1}</span>{' '}
                <strong>{step ? title(step) : one.key}</strong>{' '}
                <span className="muted">{words.outcome(one)}</span>
              </p>
              {one.people.length > 0 && one.outcome === 'taken' && (
                <ul>
                  {one.people.map((person) => (
                    <li key={person.person.id}>{words.person(person)}</li>
                  ))}
                </ul>
              )}
              {words.notes(one).map((note) => (
                <p key={note} className="muted">
                  {note}
                </p>
              ))}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
