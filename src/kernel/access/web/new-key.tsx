import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useSession } from '../../web/session.tsx'
import { useSave } from '../../web/use-save.ts'
import { createKey, newKey } from '../key/contract.ts'
import { PermissionPicker } from './permission-picker.tsx'
import { ShownOnce } from './shown-once.tsx'

const spans = ['30', '90', '365', 'never'] as const
const body = newKey.pick({ name: true, permissions: true }).extend({ lasts: z.enum(spans) })

/** Makes a key: what it is for, how long it lasts, what it may do. Then shows it, once. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const { permissions } = useSession()
  const [key, setKey] = useState<string>()
  const form = useForm(body, { lasts: '90', permissions: [] })
  const { save, saving, problem } = useSave(createKey, { form, onDone: (made) => setKey(made.key) })
  return (
    <Modal
      open
      width={640}
      title={t('access.keys.make')}
      onCancel={onClose}
      footer={null}
      mask={{ closable: key === undefined }}
    >
      {key === undefined ? (
        <FormBody
          form={form}
          name="key"
          onSubmit={({ lasts, ...given }) => save({ body: { ...given, expires_at: endOf(lasts) } })}
        >
          <ErrorSummary form={form} problem={problem} />
          <Field name="name" label={t('access.keys.name')}>
            <Input maxLength={60} placeholder={t('access.keys.name_help')} />
          </Field>
          <Field name="lasts" label={t('access.keys.lasts')}>
            <Select
              options={spans.map((value) => ({
                value,
                label:
                  value === 'never'
                    ? t('access.keys.no_end')
                    : t('access.keys.days', { count: Number(value) }),
              }))}
            />
          </Field>
          <Field name="permissions" label={t('access.keys.permissions_help')}>
            <PermissionPicker options={permissions} />
          </Field>
          <p className="key-buttons">
            <Button onClick={onClose}>{t('access.keys.cancel')}</Button>
            <Button type="primary" htmlType="submit" loading={saving}>
              {t('access.keys.make')}
            </Button>
          </p>
        </FormBody>
      ) : (
        <>
          <ShownOnce secret={key} text={t('access.keys.shown_once')} />
          <p className="key-buttons">
            <Button type="primary" onClick={onClose}>
              {t('access.once.kept')}
            </Button>
          </p>
        </>
      )}
    </Modal>
  )
}

const endOf = (lasts: (typeof spans)[number]) =>
  lasts === 'never' ? null : new Date(Date.now() + Number(lasts) * 86_400_000).toISOString()
