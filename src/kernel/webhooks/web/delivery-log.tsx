import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { eventKey } from '../../events/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { PageSkeleton } from '../../web/pieces/page-skeleton.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { StateChip, type Tone } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { usePages } from '../../web/use-pages.ts'
import {
  type Delivery,
  type DeliveryState,
  deliveryStates,
  keptDays,
  listDeliveries,
  testEvent,
  type Webhook,
} from '../contract.ts'
import { DeliveryDialog } from './delivery-dialog.tsx'
import { ReplayRange } from './replay-range.tsx'
import './webhooks.css'

export const deliveryTones: Record<DeliveryState, Tone> = {
  waiting: 'waiting',
  delivered: 'done',
  failed: 'overdue',
}

/** What a webhook was told, the latest first; each opens with its tries. */
export function DeliveryLog({ webhook }: { webhook: Webhook }) {
  const { t } = useWords()
  const [state, setState] = useState<DeliveryState | 'all'>('all')
  const [shown, show] = useState<string>()
  const [ranging, range] = useState(false)
  const query = state === 'all' ? {} : { state }
  const pages = usePages<Delivery>(listDeliveries, { params: { id: webhook.id }, query })
  const mayReplay = webhook.can.includes('replay')
  return (
    <>
      <div className="webhook-log-tools">
        <Segmented
          aria-label={t('webhooks.log.state')}
          value={state}
          onChange={setState}
          options={[
            { value: 'all' as const, label: t('webhooks.log.all') },
            ...deliveryStates.map((value) => ({ value, label: t(`webhooks.log.states.${value}`) })),
          ]}
        />
        {mayReplay && <Button onClick={() => range(true)}>{t('webhooks.log.range')}</Button>}
      </div>
      {pages.problem && <ProblemView problem={pages.problem} retry={pages.retry} />}
      {pages.loading && !pages.problem && <PageSkeleton kind="rows" rows={3} />}
      {!pages.loading && pages.rows.length === 0 && (
        <p className="faint">{t('webhooks.log.none', { days: keptDays })}</p>
      )}
      <ul className="webhook-log">
        {pages.rows.map((one) => (
          <Line key={one.id} delivery={one} onOpen={() => show(one.id)} />
        ))}
      </ul>
      {pages.more && (
        <Button loading={pages.loadingMore} onClick={pages.loadMore}>
          {t('webhooks.log.more')}
        </Button>
      )}
      {shown && (
        <DeliveryDialog
          webhookId={webhook.id}
          id={shown}
          mayReplay={mayReplay}
          onClose={() => show(undefined)}
        />
      )}
      {ranging && <ReplayRange webhookId={webhook.id} onClose={() => range(false)} />}
    </>
  )
}

function Line({ delivery, onOpen }: { delivery: Delivery; onOpen: () => void }) {
  const { t } = useWords()
  const { event, state, status, fault, at } = delivery
  return (
    <li>
      <button type="button" className="plain-button" onClick={onOpen}>
        <StateChip plain tone={deliveryTones[state]} word={t(`webhooks.log.states.${state}`)} />
        <span>{event === testEvent ? t('webhooks.log.test_event') : t(eventKey(event))}</span>
        <span className="muted">
          {[status, fault && t(`webhooks.faults.${fault}`)].filter(Boolean).join(' · ')}
        </span>
        <When at={at} table />
      </button>
    </li>
  )
}
