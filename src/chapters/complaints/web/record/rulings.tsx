import { ApprovalPanel } from '../../../../kernel/approvals/web/approval-panel.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Money } from '../../../../kernel/web/pieces/money.tsx'
import { StateChip, type Tone } from '../../../../kernel/web/pieces/state-chip.tsx'
import type { ComplaintPage } from '../../complaint/contract.ts'
import './talk.css'

const tones: Record<ComplaintPage['rulings'][number]['state'], Tone> = {
  in_review: 'progress',
  returned: 'waiting',
  approved: 'done',
  rejected: 'refused',
  withdrawn: 'closed',
}

/** What was put to approval, each with how far it is. */
export function Rulings({ complaint: { rulings, currency } }: { complaint: ComplaintPage }) {
  const { t } = useWords()
  return (
    <div className="rulings">
      {rulings.map(({ id, matter, state, amount, reason }) => (
        <section key={id} aria-label={t(`complaints.ruling.matter.${matter}`)}>
          <h3>
            {t(`complaints.ruling.matter.${matter}`)}{' '}
            <StateChip tone={tones[state]} word={t(`complaints.ruling.state.${state}`)} />
          </h3>
          <p>
            {amount !== null && <Money minor={amount} currency={currency} />}{' '}
            {reason || t('complaints.page.removed')}
          </p>
          <ApprovalPanel subject_type="complaints.ruling" subject_id={id} />
        </section>
      ))}
    </div>
  )
}
