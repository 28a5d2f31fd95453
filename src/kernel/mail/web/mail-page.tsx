import { useWords } from '../../language/web/words.tsx'
import type { Column } from '../../web/list/column.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { StateChip, type Tone } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { listMail, type Mail, type MailState, mailStates } from '../contract.ts'
import { MailPreview } from './mail-preview.tsx'

export const tones: Record<MailState, Tone> = {
  waiting: 'waiting',
  sent: 'done',
  failed: 'overdue',
  captured: 'closed',
  bundled: 'closed',
  unwanted: 'closed',
}

/** The outbox: what was sent, what waits, what failed and why. */
export function MailPage() {
  const { t } = useWords()
  return (
    <ListPage
      name="mail.mails"
      title={t('mail.page.title')}
      endpoint={listMail}
      columns={useColumns()}
      filters={[
        {
          key: 'state',
          title: t('mail.page.state'),
          kind: 'choice',
          options: mailStates.map((value) => ({ value, word: t(`mail.page.states.${value}`) })),
        },
      ]}
      searchHint={t('mail.page.search')}
      preview={(row) => <MailPreview mail={row} />}
      empty={{ title: t('mail.page.empty_title'), text: t('mail.page.empty_text') }}
    />
  )
}

function useColumns(): Column<Mail>[] {
  const { t } = useWords()
  return [
    { key: 'subject', title: t('mail.page.subject'), render: ({ subject }) => subject, card: 'title' },
    {
      key: 'recipient',
      title: t('mail.page.recipient'),
      width: 240,
      render: ({ recipient }) => recipient,
    },
    {
      key: 'organisation',
      title: t('mail.page.organisation'),
      width: 180,
      render: ({ organisation }) => <OrgTag organisation={organisation} />,
    },
    {
      key: 'state',
      title: t('mail.page.state'),
      width: 130,
      render: ({ state }) => <StateChip plain tone={tones[state]} word={t(`mail.page.states.${state}`)} />,
      card: 'chip',
    },
    {
      key: 'created_at',
      title: t('mail.page.written'),
      width: 140,
      render: ({ created_at }) => <When table at={created_at} />,
    },
  ]
}
