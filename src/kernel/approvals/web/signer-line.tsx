import { useWords } from '../../language/web/words.tsx'
import { PersonTag, usePersonName } from '../../web/pieces/person-tag.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { isConsulted, type Signer, signerTone, useOriginText } from './request-words.ts'
import { useApprovalWords } from './use-approval-words.ts'

/** One person at a step: what they said, when, in whose place, and how they came to be asked. */
export function SignerLine({ signer }: { signer: Signer }) {
  const { t } = useWords()
  const words = useApprovalWords()
  const nameOf = usePersonName()
  const origin = useOriginText()
  const notes = [
    signer.answered_by &&
      t('approvals.proxy.answered', { proxy: nameOf(signer.answered_by), owner: nameOf(signer.person) }),
    signer.reason && words.reason(signer.reason),
    signer.state === 'held' && signer.opinion !== null && t('approvals.panel.provisional'),
    signer.origin !== 'rule' && origin(signer),
    signer.weight !== 1 && t('approvals.panel.weight', { weight: signer.weight }),
    signer.urged > 0 && t('approvals.urge.count', { count: signer.urged }),
    signer.group && t('approvals.panel.group', { group: signer.group }),
  ].filter(Boolean)
  return (
    <li className={`signer is-${signer.state}${isConsulted(signer) ? ' is-consulted' : ''}`}>
      <p className="signer-line">
        <PersonTag person={signer.person} />
        <StateChip plain tone={signerTone[signer.state]} word={words.signer(signer.state)} />
        {signer.answered_at && (
          <span className="signer-time">
            <When at={signer.answered_at} />
          </span>
        )}
      </p>
      {notes.length > 0 && <p className="signer-notes">{notes.join(' · ')}</p>}
      {signer.note && <p className="signer-notes">{t('approvals.panel.asked_for', { note: signer.note })}</p>}
      {signer.opinion && <blockquote className="signer-opinion">{signer.opinion}</blockquote>}
    </li>
  )
}
