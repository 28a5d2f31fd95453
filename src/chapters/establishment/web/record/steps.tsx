import { useWords } from '../../../../kernel/language/web/words.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import type { ApplicationPage } from '../../application/contract.ts'

const steps = ['applied', 'reviewed', 'approved', 'issued', 'established'] as const

/** The way from application to organisation, with the days it took. */
export function Steps({ application }: { application: ApplicationPage }) {
  const { t } = useWords()
  const { state, submitted_at, concluded_at, approved_at, issued_at, completed_at } = application
  const reached = [submitted_at, concluded_at, approved_at, issued_at, completed_at]
  const ended = state === 'rejected' || state === 'withdrawn'
  const now = reached.indexOf(null)
  return (
    <ol className="application-steps">
      {steps.map((step, index) => {
        const at = reached[index] ?? null
        const here = index === now
        const word = here
          ? t(ended ? 'establishment.record.step.ended' : 'establishment.record.step.now')
          : ''
        const look = at !== null && index < (now < 0 ? steps.length : now) ? 'done' : here ? 'now' : 'later'
        return (
          <li key={step} className={`is-${look}`} aria-current={here ? 'step' : undefined}>
            <span>{t(`establishment.record.step.${step}`)}</span>
            <span className="faint">
              {look === 'done' && at ? <When at={at} /> : word || t('establishment.record.step.later')}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
