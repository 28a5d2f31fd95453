import { useWords } from '../../language/web/words.tsx'
import { PersonTag, usePersonName } from '../../web/pieces/person-tag.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { type Signer, signerTone } from './request-words.ts'
import { useApprovalWords } from './use-approval-words.ts'

/** One person at a step: what they said, when, in whose place, and how they came to be asked. */
export function SignerLine({ signer }: { signer: Signer }) {
  const { t } = useWords()
  const words = useApprovalWords()
  const nameOf = usePersonName()
  const notes = [
    signer.answered_by &&
      t('approvals.proxy.answered', { proxy: nameOf(signer.answered_by), owner: nameOf(signer.person) }),
    signer.reason && words.reason(signer.reason),
    signer.origin !== 'rule' && words.origin(signer.origin),
    signer.weight !== 1 && t('approvals.panel.weight', { weight: signer.weight }),
    signer.urged > 0 && t('approvals.urge.count', { count: signer.urged }),
    signer.group && t('approvals.panel.group', { group: signer.group }),
  ].filter(Boolean)
  return (
    <li className={`signer is-${signer.state}`}>
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
      {signer.opinion && <blockquote className="signer-opinion">{signer.opinion}</blockquote>}
    </li>
  )
}
