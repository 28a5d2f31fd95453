import { Checkbox, Input } from 'antd'
import { eventKey, eventTypes } from '../../events/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { Field } from '../../web/form/field.tsx'
import './webhooks.css'

/** What a webhook is called, where it leads and what it is told. */
export function EventFields() {
  const { t } = useWords()
  return (
    <>
      <Field name="name" label={t('webhooks.page.name')}>
        <Input maxLength={60} placeholder={t('webhooks.page.name_help')} />
      </Field>
      <Field name="url" label={t('webhooks.page.url')}>
        <Input
          maxLength={1000}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('webhooks.page.url_help')}
        />
      </Field>
      <Field name="events" label={t('webhooks.page.events')}>
        <Checkbox.Group
          className="webhook-events"
          options={eventTypes.map((value) => ({ value, label: t(eventKey(value)) }))}
        />
      </Field>
    </>
  )
}
