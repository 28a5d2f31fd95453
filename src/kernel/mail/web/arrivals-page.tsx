import { Alert } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import type { Column } from '../../web/list/column.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { StateChip, type Tone } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useCall } from '../../web/use-call.ts'
import { type Arrival, type ArrivalState, arrivalStates, listArrivals, readMailbox } from '../in/contract.ts'
import { ArrivalPreview } from './arrival-preview.tsx'

export const arrivalTones: Record<ArrivalState, Tone> = {
  not_taken: 'overdue',
  again: 'waiting',
  settled: 'closed',
  automatic: 'closed',
  taken: 'done',
}

/** What came into the mailbox; above all what was not taken in, and why. */
export function ArrivalsPage() {
  const { t } = useWords()
  return (
    <ListPage
      name="mail.arrivals"
      title={t('mail.arrivals_page.title')}
      endpoint={listArrivals}
      columns={useColumns()}
      filters={[
        {
          key: 'state',
          title: t('mail.page.state'),
          kind: 'choice',
          options: arrivalStates.map((value) => ({ value, word: t(`mail.arrivals_page.states.${value}`) })),
        },
      ]}
      views={[
        {
          key: 'not_taken',
          title: t('mail.arrivals_page.states.not_taken'),
          filters: { state: 'not_taken' },
        },
      ]}
      searchHint={t('mail.arrivals_page.search')}
      preview={(row) => <ArrivalPreview key={row.id} arrival={row} />}
      above={<MailboxLine />}
      empty={{ title: t('mail.arrivals_page.empty_title'), text: t('mail.arrivals_page.empty_text') }}
    />
  )
}

/** Whether anything comes in at all. */
function MailboxLine() {
  const { t, formats } = useWords()
  const { data } = useCall(readMailbox)
  if (!data) return null
  const { address, looked_at, failing } = data
  if (!address) return <Alert type="info" showIcon title={t('mail.arrivals_page.none_set')} />
  if (failing) return <Alert type="warning" showIcon title={t('mail.arrivals_page.failing', { address })} />
  if (!looked_at) return <p className="muted">{t('mail.arrivals_page.not_yet', { address })}</p>
  return (
    <p className="muted">{t('mail.arrivals_page.looked_at', { address, at: formats.dateTime(looked_at) })}</p>
  )
}

function useColumns(): Column<Arrival>[] {
  const { t } = useWords()
  return [
    {
      key: 'subject',
      title: t('mail.page.subject'),
      render: ({ subject }) => subject || t('mail.arrivals_page.no_subject'),
      card: 'title',
    },
    {
      key: 'sender',
      title: t('mail.arrivals_page.sender'),
      width: 240,
      render: ({ sender, state }) => sender ?? (state === 'taken' ? null : t('mail.arrivals_page.no_sender')),
    },
    {
      key: 'state',
      title: t('mail.page.state'),
      width: 130,
      render: ({ state }) => (
        <StateChip plain tone={arrivalTones[state]} word={t(`mail.arrivals_page.states.${state}`)} />
      ),
      card: 'chip',
    },
    {
      key: 'reason',
      title: t('mail.arrivals_page.reason'),
      width: 320,
      render: ({ reason }) => reason,
    },
    {
      key: 'arrived_at',
      title: t('mail.arrivals_page.arrived'),
      width: 140,
      render: ({ arrived_at }) => <When table at={arrived_at} />,
    },
  ]
}
