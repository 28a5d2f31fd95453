import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { type Signer, type Step, useModeText, useTitle } from './request-words.ts'
import { useApprovalWords } from './use-approval-words.ts'

/** Answered, or still asked for: whoever was spared by somebody else's answer has no line on paper. */
const onPaper = ({ state, reason }: Signer) =>
  ['approved', 'rejected', 'returned', 'open', 'waiting'].includes(state) || reason === 'subject_changed'

/** A step on paper: its rule and count on the left, a line for each person on the right. */
export function PrintedStep({ step, rounds }: { step: Step; rounds: number }) {
  const { t, formats } = useWords()
  const words = useApprovalWords()
  const title = useTitle()
  const mode = useModeText()
  const nameOf = usePersonName()
  const people = step.signers.filter(onPaper)
  const lines: (Signer | undefined)[] = people.length > 0 ? people : [undefined]
  const count = step.tally && step.signers.length > 1 ? words.tally(step.tally) : undefined
  return (
    <tbody>
      {lines.map((signer, index) => (
        <tr key={signer?.person.id ?? 'nobody'}>
          {index === 0 && (
            <th scope="rowgroup" rowSpan={lines.length}>
              <strong>{title(step)}</strong>
              {rounds > 1 && <small>{t('approvals.panel.round', { round: step.round })}</small>}
              <small>{words.step(step.state)}</small>
              {count && <small>{mode(step.mode)}</small>}
              {count && <small>{count[1]}</small>}
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
            {signer && signer.origin !== 'rule' && <small>{words.origin(signer.origin)}</small>}
          </td>
          <td>
            {signer?.answered_at ? words.signer(signer.state) : t('approvals.request.pending')}
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
