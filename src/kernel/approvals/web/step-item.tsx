import type { ReactNode } from 'react'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { WorkingTimeLeft } from '../../web/pieces/working-time-left.tsx'
import { FilledLines } from './filled.tsx'
import { MatterMark } from './matter-mark.tsx'
import {
  arrange,
  overriddenBy,
  type Request,
  type Step,
  stepTone,
  useModeText,
  votersOf,
} from './request-words.ts'
import { SignerLine } from './signer-line.tsx'
import { useApprovalWords } from './use-approval-words.ts'

/** A step that was taken: its rule, its count, its people and the time left. */
export function StepItem({ step, type }: { step: Step; type: string }) {
  const { t, formats } = useWords()
  const words = useApprovalWords()
  const title = useTitle()
  const mode = useModeText()
  const nameOf = usePersonName()
  const alone = votersOf(step) === 1 && step.mode.kind !== 'weighted'
  const override = overriddenBy(step)
  return (
    <Node state={step.state} current={step.state === 'open' || step.state === 'parked'}>
      <p className="step-title">
        <strong>{title(step)}</strong> <MatterMark matter={step.matter} />
        <StateChip plain tone={stepTone[step.state]} word={words.step(step.state)} />
      </p>
      {step.state !== 'skipped' && (
        <p className="step-rule">{alone ? t('approvals.panel.alone') : mode(step.mode)}</p>
      )}
      {step.park_reason && <p className="step-parked">{words.parked(step.park_reason)}</p>}
      {step.state === 'open' && step.due_at && (
        <p className="step-due">
          <WorkingTimeLeft
            minutes={step.working_minutes_left}
            due_at={step.due_at}
            day_minutes={step.day_minutes}
          />{' '}
          <span>{t('approvals.panel.due', { time: formats.dateTime(step.due_at) })}</span>
        </p>
      )}
      {override && (
        <p className="approval-mark">
          {t('approvals.panel.overridden_step', { name: nameOf(override.person) })}
        </p>
      )}
      {step.tally && !alone && step.signers.length > 0 && (
        <TallyLines tally={step.tally} overridden={override !== undefined} />
      )}
      {step.filled.length > 0 && <FilledLines type={type} filled={step.filled} />}
      {step.signers.length > 0 && (
        <ul className="signers">
          {arrange(step.signers).map((signer) => (
            <SignerLine key={signer.person.id} signer={signer} />
          ))}
        </ul>
      )}
    </Node>
  )
}

/** A step still to come, and whom it would ask today. */
export function UpcomingItem({ step }: { step: Request['upcoming'][number] }) {
  const { t, formats } = useWords()
  const title = useTitle()
  const mode = useModeText()
  const names = step.people.map(usePersonName())
  return (
    <Node state="upcoming">
      <p className="step-title">
        <span>{title(step)}</span>
      </p>
      <p className="step-rule">
        {names.length === 0
          ? t('approvals.panel.upcoming_nobody')
          : t('approvals.panel.upcoming_people', { people: formats.list(names) })}
      </p>
      {names.length > 1 && <p className="step-rule">{mode(step.mode)}</p>}
      {step.due_working_hours !== null && (
        <p className="step-rule">{t('approvals.panel.upcoming_due', { count: step.due_working_hours })}</p>
      )}
    </Node>
  )
}

/** The rule, the votes and what follows, with the arithmetic of each group where groups are counted apart. */
function TallyLines({ tally, overridden }: { tally: NonNullable<Step['tally']>; overridden: boolean }) {
  const { t } = useWords()
  const [rule, count, result] = useApprovalWords().tally(tally)
  return (
    <div className={`tally is-${tally.result}`}>
      <p>{rule}</p>
      <TallyBar tally={tally} />
      {tally.groups ? (
        tally.groups.map((group) => <p key={group.group}>{t('approvals.panel.group_count', { ...group })}</p>)
      ) : (
        <p>{count}</p>
      )}
      {!overridden && <p className="tally-result">{result}</p>}
    </div>
  )
}

/** Yes from the left, no from the right, and a mark where enough is reached. The words beside it say the same. */
function TallyBar({ tally: { yes, no, total, needed } }: { tally: NonNullable<Step['tally']> }) {
  if (total === 0) return null
  const at = (votes: number) => (Math.min(votes, total) / total) * 100
  return (
    <svg className="tally-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="tally-ground" x="0" y="1" width="100" height="6" />
      <rect className="tally-yes" x="0" y="1" width={at(yes)} height="6" />
      <rect className="tally-no" x={100 - at(no)} y="1" width={at(no)} height="6" />
      <rect className="tally-needed" x={Math.min(at(needed), 99.4)} y="0" width=".6" height="8" />
    </svg>
  )
}

type NodeProps = { state: Step['state'] | 'upcoming'; current?: boolean; children: ReactNode }

function Node({ state, current, children }: NodeProps) {
  return (
    <li className={`step is-${state}`} aria-current={current ? 'step' : undefined}>
      {children}
    </li>
  )
}
