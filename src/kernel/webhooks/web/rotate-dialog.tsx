import { Modal, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useSave } from '../../web/use-save.ts'
import { rotateSecret, type Webhook } from '../contract.ts'
import { SecretDialog } from './new-webhook.tsx'

const spans = [24, 72, 168, 0]

/** A new secret, and for how long the old one holds beside it. */
export function RotateDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useWords()
  const [hours, setHours] = useState(24)
  const [secret, keep] = useState<string>()
  const { save, saving } = useSave(rotateSecret, { onDone: (answer) => keep(answer.secret) })
  const { id, version } = webhook
  if (secret) return <SecretDialog title={t('webhooks.page.rotate')} secret={secret} onClose={onClose} />
  return (
    <Modal
      open
      title={t('webhooks.page.rotate')}
      okText={t('webhooks.page.rotate')}
      cancelText={t('webhooks.page.cancel')}
      confirmLoading={saving}
      onOk={() => void save({ params: { id }, body: { version, overlap_hours: hours } })}
      onCancel={onClose}
    >
      <p>{t('webhooks.page.rotate_text')}</p>
      <div className="webhook-message">
        <span>{t('webhooks.page.overlap')}</span>
        <Select
          value={hours}
          onChange={setHours}
          aria-label={t('webhooks.page.overlap')}
          options={spans.map((value) => ({
            value,
            label:
              value === 0
                ? t('webhooks.page.overlap_none')
                : t('webhooks.page.overlap_hours', { count: value }),
          }))}
        />
      </div>
    </Modal>
  )
}
