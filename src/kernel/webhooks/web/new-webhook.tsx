import { Button, Modal } from 'antd'
import { useState } from 'react'
import { ShownOnce } from '../../access/web/shown-once.tsx'
import { useWords } from '../../language/web/words.tsx'
import { OrganisationSelect } from '../../org/web/organisation-select.tsx'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useGo } from '../../web/navigation.ts'
import { useSave } from '../../web/use-save.ts'
import { createWebhook, newWebhook } from '../contract.ts'
import { EventFields } from './event-fields.tsx'

/** Registers an address. Then shows its secret, once. */
export function NewWebhook({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const go = useGo()
  const [made, keep] = useState<{ id: string; secret: string }>()
  const form = useForm(newWebhook, { events: [] })
  const { save, saving, problem } = useSave(createWebhook, { form, onDone: keep })
  if (made)
    return (
      <SecretDialog
        title={t('webhooks.page.make')}
        secret={made.secret}
        onClose={() => go(`/administration/webhooks/${made.id}`)}
      />
    )
  return (
    <Modal open width={640} title={t('webhooks.page.make')} onCancel={onClose} footer={null}>
      <FormBody form={form} name="new_webhook" onSubmit={(body) => save({ body })}>
        <ErrorSummary form={form} problem={problem} />
        <Field
          name="org_id"
          label={t('webhooks.page.organisation')}
          help={t('webhooks.page.organisation_help')}
        >
          <OrganisationSelect />
        </Field>
        <EventFields />
        <p className="webhook-buttons">
          <Button onClick={onClose}>{t('webhooks.page.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={saving}>
            {t('webhooks.page.make')}
          </Button>
        </p>
      </FormBody>
    </Modal>
  )
}

/** A secret to copy now; closing it by a click beside it would lose it. */
export function SecretDialog({
  title,
  secret,
  onClose,
}: {
  title: string
  secret: string
  onClose: () => void
}) {
  const { t } = useWords()
  return (
    <Modal open width={640} title={title} onCancel={onClose} footer={null} mask={{ closable: false }}>
      <ShownOnce secret={secret} text={t('webhooks.page.secret_once')} />
      <p className="webhook-buttons">
        <Button type="primary" onClick={onClose}>
          {t('access.once.kept')}
        </Button>
      </p>
    </Modal>
  )
}
