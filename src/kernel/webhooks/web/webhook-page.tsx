import { useState } from 'react'
import { eventKey } from '../../events/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { TrailOf } from '../../trail/web/trail-of.tsx'
import { useParam } from '../../web/navigation.ts'
import { Facts } from '../../web/pieces/facts.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import { RecordPage } from '../../web/record/record-page.tsx'
import { useCall } from '../../web/use-call.ts'
import { keptDays, readWebhook, type Webhook } from '../contract.ts'
import { DeliveryLog } from './delivery-log.tsx'
import { EditWebhook } from './edit-webhook.tsx'
import { RotateDialog } from './rotate-dialog.tsx'
import { useWebhookActions } from './use-webhook-actions.ts'
import { webhookTones } from './webhooks-page.tsx'

/** One webhook: where it leads, how it fares, every message and what became of it. */
export function WebhookPage() {
  const id = useParam('id')
  const found = useCall(readWebhook, { params: { id } })
  return <Loaded of={found}>{(webhook) => <Shown webhook={webhook} />}</Loaded>
}

function Shown({ webhook }: { webhook: Webhook }) {
  const { t } = useWords()
  const [dialog, open] = useState<'edit' | 'rotate'>()
  const actions = useWebhookActions(webhook, open)
  const close = () => open(undefined)
  const { id, organisation, state } = webhook
  return (
    <>
      <RecordPage
        title={webhook.name}
        state={{ tone: webhookTones[state], word: t(`webhooks.page.states.${state}`) }}
        meta={{ organisation: <OrgTag organisation={organisation} /> }}
        organisation={organisation}
        can={webhook.can}
        actions={actions}
        notice={<HowItFares webhook={webhook} />}
        sections={[
          { id: 'facts', title: t('webhooks.page.url'), content: <WebhookFacts webhook={webhook} /> },
          {
            id: 'log',
            title: t('webhooks.log.title'),
            content: <DeliveryLog webhook={webhook} />,
          },
        ]}
        timeline={<TrailOf org_id={organisation.id} subject_type="webhook" subject_id={id} />}
      />
      {dialog === 'edit' && <EditWebhook webhook={webhook} onClose={close} />}
      {dialog === 'rotate' && <RotateDialog webhook={webhook} onClose={close} />}
    </>
  )
}

function HowItFares({ webhook: { state, disabled_why, failing_since } }: { webhook: Webhook }) {
  const { t } = useWords()
  const days = { days: keptDays }
  if (state === 'disabled' && disabled_why)
    return <p>{t('webhooks.page.disabled_text', { why: t(`webhooks.faults.${disabled_why}`), ...days })}</p>
  if (state === 'paused') return <p className="muted">{t('webhooks.page.paused_text', days)}</p>
  return failing_since ? <p>{t('webhooks.page.failing_text')}</p> : null
}

function WebhookFacts({ webhook }: { webhook: Webhook }) {
  const { t, formats } = useWords()
  const { url, events, waiting, last_delivered_at, failing_since, old_secret_until, created_at } = webhook
  return (
    <Facts
      facts={[
        {
          word: t('webhooks.page.url'),
          value: <span className="webhook-address">{url}</span>,
          wide: true,
        },
        {
          word: t('webhooks.page.events'),
          value: formats.list(events.map((event) => t(eventKey(event)))),
          wide: true,
        },
        { word: t('webhooks.page.waiting'), value: formats.number(waiting) },
        {
          word: t('webhooks.page.last_delivered'),
          value: last_delivered_at && <When at={last_delivered_at} />,
        },
        failing_since !== null && { word: t('webhooks.page.failing'), value: <When at={failing_since} /> },
        old_secret_until !== null && {
          word: t('webhooks.page.old_secret'),
          value: formats.dateTime(old_secret_until),
        },
        { word: t('webhooks.page.created'), value: <When at={created_at} /> },
      ]}
    />
  )
}
