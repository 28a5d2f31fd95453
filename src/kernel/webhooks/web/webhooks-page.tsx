import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { Column } from '../../web/list/column.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { StateChip, type Tone } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useSession } from '../../web/session.tsx'
import { listWebhooks, type Webhook, type WebhookState, webhookStates } from '../contract.ts'
import { NewWebhook } from './new-webhook.tsx'

export const webhookTones: Record<WebhookState, Tone> = {
  active: 'progress',
  paused: 'waiting',
  disabled: 'overdue',
}

/** Addresses outside that are told what happens. */
export function WebhooksPage() {
  const { t } = useWords()
  const { permissions } = useSession()
  const [making, make] = useState(false)
  const button = permissions.includes('webhooks.webhook.create') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => make(true)}>
      {t('webhooks.page.make')}
    </Button>
  )
  return (
    <>
      <ListPage
        name="webhooks.webhooks"
        title={t('webhooks.page.title')}
        endpoint={listWebhooks}
        columns={useColumns()}
        to={({ id }) => `/administration/webhooks/${id}`}
        filters={[
          {
            key: 'state',
            title: t('webhooks.page.state'),
            kind: 'choice',
            options: webhookStates.map((value) => ({ value, word: t(`webhooks.page.states.${value}`) })),
          },
        ]}
        searchHint={t('webhooks.page.search')}
        create={button}
        empty={{
          title: t('webhooks.page.empty_title'),
          text: t('webhooks.page.empty_text'),
          action: button,
        }}
      />
      {making && <NewWebhook onClose={() => make(false)} />}
    </>
  )
}

function useColumns(): Column<Webhook>[] {
  const { t, formats } = useWords()
  return [
    { key: 'name', title: t('webhooks.page.name'), width: 180, card: 'title', render: (row) => row.name },
    { key: 'url', title: t('webhooks.page.url'), render: ({ url }) => <span title={url}>{url}</span> },
    {
      key: 'organisation',
      title: t('webhooks.page.organisation'),
      width: 180,
      render: ({ organisation }) => <OrgTag organisation={organisation} />,
    },
    {
      key: 'state',
      title: t('webhooks.page.state'),
      width: 110,
      card: 'chip',
      render: ({ state }) => (
        <StateChip plain tone={webhookTones[state]} word={t(`webhooks.page.states.${state}`)} />
      ),
    },
    {
      key: 'waiting',
      title: t('webhooks.page.waiting'),
      width: 90,
      align: 'end',
      render: ({ waiting }) => formats.number(waiting),
    },
    {
      key: 'last_delivered_at',
      title: t('webhooks.page.last_delivered'),
      width: 150,
      render: ({ last_delivered_at }) => (last_delivered_at ? <When at={last_delivered_at} table /> : '—'),
    },
  ]
}
