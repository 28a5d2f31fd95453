import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { Facts } from '../../web/pieces/facts.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useSave } from '../../web/use-save.ts'
import { type Arrival, fetchAgain, settleArrival } from '../in/contract.ts'
import { arrivalTones } from './arrivals-page.tsx'
import './mail.css'

/** One mail that came in, why it was not taken, and what can be done about it. */
export function ArrivalPreview({ arrival }: { arrival: Arrival }) {
  const { t, formats } = useWords()
  const again = useSave(fetchAgain)
  const settle = useSave(settleArrival)
  const { id, version, state, subject, sender, sender_name, reason, size, arrived_at, can } = arrival
  const input = { params: { id }, body: { version } }
  return (
    <div className="mail-preview">
      <header>
        <h2>{subject || t('mail.arrivals_page.no_subject')}</h2>
        <StateChip tone={arrivalTones[state]} word={t(`mail.arrivals_page.states.${state}`)} />
      </header>
      <Facts
        facts={[
          state !== 'taken' && {
            word: t('mail.arrivals_page.sender'),
            value: [sender_name, sender].filter(Boolean).join(' · ') || t('mail.arrivals_page.no_sender'),
          },
          { word: t('mail.arrivals_page.arrived'), value: <When at={arrived_at} /> },
          { word: t('mail.arrivals_page.size'), value: formats.fileSize(size) },
          reason !== null && { word: t('mail.arrivals_page.reason'), value: reason, wide: true },
        ]}
      />
      {can.length > 0 && (
        <div className="mail-actions">
          {can.includes('settle') && (
            <Button type="primary" loading={settle.saving} onClick={() => void settle.save(input)}>
              {t('mail.arrivals_page.settle')}
            </Button>
          )}
          {can.includes('again') && (
            <Button loading={again.saving} onClick={() => void again.save(input)}>
              {t('mail.arrivals_page.fetch_again')}
            </Button>
          )}
        </div>
      )}
      {state === 'again' && <p className="muted">{t('mail.arrivals_page.again_help')}</p>}
    </div>
  )
}
