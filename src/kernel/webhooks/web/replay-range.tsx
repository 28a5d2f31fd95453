import { App, DatePicker, Modal, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useSave } from '../../web/use-save.ts'
import { replayRange } from '../contract.ts'

/** Sends again what was made in a span of time. */
export function ReplayRange({ webhookId, onClose }: { webhookId: string; onClose: () => void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [from, setFrom] = useState<Dayjs | null>(() => dayjs().subtract(1, 'day'))
  const [to, setTo] = useState<Dayjs | null>(() => dayjs())
  const [which, setWhich] = useState<'failed' | 'all'>('failed')
  const { save, saving } = useSave(replayRange, {
    invalidates: ['webhooks.webhook', 'trail'],
    onDone: ({ count }) => {
      void message.success(t('webhooks.log.queued', { count }))
      onClose()
    },
  })
  const send = () =>
    from &&
    to &&
    void save({
      params: { id: webhookId },
      body: { from: from.toISOString(), to: to.toISOString(), which },
    })
  const time = { showTime: { format: 'HH:mm' }, format: 'YYYY-MM-DD HH:mm' }
  return (
    <Modal
      open
      title={t('webhooks.log.range')}
      okText={t('webhooks.log.replay')}
      cancelText={t('webhooks.page.cancel')}
      confirmLoading={saving}
      onOk={send}
      onCancel={onClose}
    >
      <div className="webhook-message">
        <p>{t('webhooks.log.range_text')}</p>
        <DatePicker {...time} value={from} onChange={setFrom} aria-label={t('webhooks.log.from')} />
        <DatePicker {...time} value={to} onChange={setTo} aria-label={t('webhooks.log.to')} />
        <Radio.Group
          aria-label={t('webhooks.log.which')}
          value={which}
          onChange={({ target }) => setWhich(target.value as typeof which)}
          options={[
            { value: 'failed', label: t('webhooks.log.which_failed') },
            { value: 'all', label: t('webhooks.log.which_all') },
          ]}
        />
      </div>
    </Modal>
  )
}
