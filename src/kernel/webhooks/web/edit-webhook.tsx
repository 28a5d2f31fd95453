import { App, Button, Modal } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useSave } from '../../web/use-save.ts'
import { updateWebhook, type Webhook, webhookFields } from '../contract.ts'
import { EventFields } from './event-fields.tsx'

export function EditWebhook({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const { id, version, name, url, events } = webhook
  const form = useForm(webhookFields, { name, url, events })
  const { save, saving, problem } = useSave(updateWebhook, {
    form,
    onDone: () => {
      void message.success(t('webhooks.page.saved'))
      onClose()
    },
  })
  return (
    <Modal open width={640} title={t('webhooks.page.edit_title')} onCancel={onClose} footer={null}>
      <FormBody
        form={form}
        name="edit_webhook"
        onSubmit={(values) => save({ params: { id }, body: { ...values, version } })}
      >
        <ErrorSummary form={form} problem={problem} />
        <EventFields />
        <p className="webhook-buttons">
          <Button onClick={onClose}>{t('webhooks.page.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={saving}>
            {t('webhooks.page.save')}
          </Button>
        </p>
      </FormBody>
    </Modal>
  )
}
