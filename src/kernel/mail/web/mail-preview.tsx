import { App, Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { Facts } from '../../web/pieces/facts.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useSave } from '../../web/use-save.ts'
import { type Mail, sendMailAgain } from '../contract.ts'
import { tones } from './mail-page.tsx'
import './mail.css'

/** A mail as its recipient reads it, and what became of it. */
export function MailPreview({ mail }: { mail: Mail }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const { save, saving } = useSave(sendMailAgain, {
    onDone: () => void message.success(t('mail.page.will_send')),
  })
  const { id, version, state, recipient, person_name, attempts, error, created_at, sent_at } = mail
  const held = mail.next_at !== null && mail.next_at > created_at ? mail.next_at : null
  return (
    <div className="mail-preview">
      <header>
        <h2>{mail.subject}</h2>
        <StateChip tone={tones[state]} word={t(`mail.page.states.${state}`)} />
      </header>
      <Facts
        facts={[
          { word: t('mail.page.recipient'), value: [person_name, recipient].filter(Boolean).join(' · ') },
          { word: t('mail.page.written'), value: <When at={created_at} /> },
          held !== null && { word: t('mail.page.held_until'), value: <When at={held} /> },
          sent_at !== null && { word: t('mail.page.sent'), value: <When at={sent_at} /> },
          attempts > 0 && {
            word: t('mail.page.attempts'),
            value: <span className="number">{attempts}</span>,
          },
          error !== null && { word: t('mail.page.error'), value: error, wide: true },
        ]}
      />
      {(state === 'captured' || state === 'bundled' || state === 'unwanted') && (
        <p className="muted">{t(`mail.page.${state}_help`)}</p>
      )}
      <pre className="mail-body">{mail.body}</pre>
      {mail.can.includes('send_again') && (
        <div>
          <Button loading={saving} onClick={() => void save({ params: { id }, body: { version } })}>
            {t('mail.page.send_again')}
          </Button>
        </div>
      )}
    </div>
  )
}
