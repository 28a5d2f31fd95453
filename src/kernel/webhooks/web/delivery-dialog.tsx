import { App, Button, Modal } from 'antd'
import { eventKey } from '../../events/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { Facts } from '../../web/pieces/facts.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import { type DeliveryPage, readDelivery, replayDelivery, testEvent } from '../contract.ts'
import { deliveryTones } from './delivery-log.tsx'

type Props = { webhookId: string; id: string; mayReplay: boolean; onClose: () => void }

/** One message: what was sent, and what came back each time. */
export function DeliveryDialog({ webhookId, id, mayReplay, onClose }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const params = { id: webhookId, delivery_id: id }
  const found = useCall(readDelivery, { params })
  const { save, saving } = useSave(replayDelivery, { invalidates: ['webhooks.webhook', 'trail'] })
  const replay = async () => {
    if (!(await save({ params })).ok) return
    const { data } = await found.refetch()
    if (data?.state === 'delivered') void message.success(t('webhooks.log.replayed'))
    else if (data?.fault)
      void message.warning(t('webhooks.log.not_replayed', { why: t(`webhooks.faults.${data.fault}`) }))
  }
  return (
    <Modal
      open
      width={720}
      title={t('webhooks.log.message')}
      onCancel={onClose}
      footer={
        mayReplay && (
          <Button loading={saving} onClick={() => void replay()}>
            {t('webhooks.log.replay')}
          </Button>
        )
      }
    >
      <Loaded of={found} kind="rows" rows={4}>
        {(one) => <Message of={one} />}
      </Loaded>
    </Modal>
  )
}

function Message({ of: one }: { of: DeliveryPage }) {
  const { t } = useWords()
  return (
    <div className="webhook-message">
      <Facts
        facts={[
          {
            word: t('webhooks.log.state'),
            value: (
              <StateChip plain tone={deliveryTones[one.state]} word={t(`webhooks.log.states.${one.state}`)} />
            ),
          },
          {
            word: t('webhooks.log.event'),
            value: one.event === testEvent ? t('webhooks.log.test_event') : t(eventKey(one.event)),
          },
          { word: t('webhooks.log.at'), value: <When at={one.at} /> },
          one.next_at !== null && { word: t('webhooks.log.next'), value: <When at={one.next_at} /> },
          {
            word: t('webhooks.log.id'),
            value: <span className="webhook-address">{one.id}</span>,
            wide: true,
          },
        ]}
      />
      <div>
        <h3>{t('webhooks.log.body')}</h3>
        <pre>{JSON.stringify(JSON.parse(one.body), null, 2)}</pre>
      </div>
      <div>
        <h3>{t('webhooks.log.every_try')}</h3>
        {one.tries.length === 0 && <p className="faint">{t('webhooks.log.no_tries')}</p>}
        <ol>
          {one.tries.map((each) => (
            <Try key={each.id} of={each} />
          ))}
        </ol>
      </div>
    </div>
  )
}

function Try({ of: { at, ms, status, fault, reply } }: { of: DeliveryPage['tries'][number] }) {
  const { t } = useWords()
  return (
    <li className="webhook-try">
      <p>
        <When at={at} table />
        {status !== null && <strong className="number">{status}</strong>}
        {fault && <span>{t(`webhooks.faults.${fault}`)}</span>}
        <span className="faint">{t('webhooks.log.ms', { ms })}</span>
      </p>
      {reply && (
        <details>
          <summary>{t('webhooks.log.reply')}</summary>
          <pre>{reply}</pre>
        </details>
      )}
    </li>
  )
}
