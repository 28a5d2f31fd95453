import { useWords } from '../../../../kernel/language/web/words.tsx'
import { WorkingTimeLeft } from '../../../../kernel/web/pieces/working-time-left.tsx'
import type { ClockShown } from '../../clocks/contract.ts'
import type { ComplaintPage } from '../../complaint/contract.ts'
import './clocks.css'

/** The three clocks, each in working time of the organisation. */
export function Clocks({ complaint }: { complaint: Pick<ComplaintPage, 'clocks' | 'day_minutes'> }) {
  const { t } = useWords()
  return (
    <dl className="complaint-clocks">
      {complaint.clocks.map((clock) => (
        <div key={clock.kind} className={`is-${clock.standing}`}>
          <dt>{t(`complaints.clock.${clock.kind}`)}</dt>
          <dd>
            <Standing clock={clock} dayMinutes={complaint.day_minutes} />
            <Bar clock={clock} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Standing({ clock, dayMinutes }: { clock: ClockShown; dayMinutes: number }) {
  const { t, formats } = useWords()
  const { standing, due_at, minutes_left, paused_minutes } = clock
  if (standing === 'running' && due_at)
    return (
      <>
        <WorkingTimeLeft minutes={minutes_left} due_at={due_at} day_minutes={dayMinutes} />
        {paused_minutes > 0 && (
          <span className="faint">
            {t('complaints.clock.waited', { time: formats.duration(paused_minutes) })}
          </span>
        )}
      </>
    )
  if (standing === 'paused')
    return (
      <span>
        {t('complaints.clock.left_when_paused', { time: formats.duration(Math.max(0, minutes_left)) })}
      </span>
    )
  return <span>{t(minutes_left >= 0 ? 'complaints.clock.kept' : 'complaints.clock.missed')}</span>
}

/** How much of its time is gone; the words beside it say the same. */
function Bar({ clock: { minutes_left, limit_minutes } }: { clock: ClockShown }) {
  const gone = Math.max(0, Math.min(1, 1 - minutes_left / limit_minutes))
  const tone = gone >= 1 ? 'over' : gone >= 0.8 ? 'soon' : 'calm'
  return (
    <span className={`complaint-clock-bar is-${tone}`} aria-hidden="true">
      <span style={{ width: `${Math.round(gone * 100)}%` }} />
    </span>
  )
}
