import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { useFilledText } from './filled.tsx'
import { MatterMark } from './matter-mark.tsx'
import {
  arrange,
  overriddenBy,
  type Signer,
  type Step,
  useModeText,
  useOriginText,
  votersOf,
} from './request-words.ts'
import { useApprovalWords } from './use-approval-words.ts'

/** Answered, still asked for, or passed over by an administrator: whoever was spared by another's answer has no line. */
const onPaper = ({ state, reason }: Signer) =>
  ['approved', 'rejected', 'returned', 'open', 'held', 'waiting'].includes(state) ||
  reason === 'subject_changed' ||
  reason === 'overridden' ||
  reason === 'transferred' ||
  reason === 'removed_by_administrator'

/** A step on paper: its rule and count on the left, a line for each person on the right. */
export function PrintedStep({ step, rounds, type }: { step: Step; rounds: number; type: string }) {
  const { t, formats } = useWords()
  const words = useApprovalWords()
  const title = useTitle()
  const mode = useModeText()
  const nameOf = usePersonName()
  const people = arrange(step.signers.filter(onPaper))
  const override = overriddenBy(step)
  const lines: (Signer | undefined)[] = people.length > 0 ? people : [undefined]
  const count = step.tally && votersOf(step) > 1 ? words.tally(step.tally) : undefined
  const origin = useOriginText()
  const filledText = useFilledText(type)
  const said = ({ answered_at, state, reason }: Signer) =>
    [
      answered_at || state === 'held' || reason ? words.signer(state) : t('approvals.request.pending'),
      reason && words.reason(reason),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <tbody>
      {lines.map((signer, index) => (
        <tr key={signer?.person.id ?? 'nobody'}>
          {index === 0 && (
            <th scope="rowgroup" rowSpan={lines.length}>
              <strong>{title(step)}</strong> <MatterMark matter={step.matter} />
              {rounds > 1 && <small>{t('approvals.panel.round', { round: step.round })}</small>}
              <small>{words.step(step.state)}</small>
              {count && <small>{mode(step.mode)}</small>}
              {count && <small>{count[1]}</small>}
              {step.filled.map((one) => (
                <small key={one.field}>{filledText(one)}</small>
              ))}
              {override && (
                <small className="print-mark">
                  {t('approvals.panel.overridden_step', { name: nameOf(override.person) })}
                </small>
              )}
            </th>
          )}
          <td>
            {signer ? nameOf(signer.person) : '—'}
            {signer?.answered_by && (
              <small>
                {t('approvals.proxy.answered', {
                  proxy: nameOf(signer.answered_by),
                  owner: nameOf(signer.person),
                })}
              </small>
            )}
            {signer && signer.origin !== 'rule' && <small>{origin(signer)}</small>}
            {signer?.note && <small>{t('approvals.panel.asked_for', { note: signer.note })}</small>}
          </td>
          <td>
            {signer ? said(signer) : t('approvals.request.pending')}
            {signer?.opinion && <p className="print-opinion">{signer.opinion}</p>}
          </td>
          <td className="number">
            {signer?.answered_at ? formats.dateTime(signer.answered_at, { style: 'table' }) : '—'}
          </td>
        </tr>
      ))}
    </tbody>
  )
}
