import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../language/web/words.tsx'
import { ErrorSummary } from '../../../web/form/error-summary.tsx'
import { Field } from '../../../web/form/field.tsx'
import { FormBody } from '../../../web/form/form-body.tsx'
import { SearchSelect } from '../../../web/form/search-select.tsx'
import { useForm } from '../../../web/form/use-form.ts'
import { useSave } from '../../../web/use-save.ts'
import { createAccount, type Invited, newAccount } from '../../account/contract.ts'
import { usePeopleSearch } from '../find-people.ts'
import { OneTimeLink } from './one-time-link.tsx'
import '../dialog.css'

/** Opens an account for a person, then shows the link by which they set a password. */
export function OpenAccount({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const people = usePeopleSearch()
  const [invited, setInvited] = useState<Invited>()
  const form = useForm(newAccount)
  const { save, saving, problem } = useSave(createAccount, {
    form,
    invalidates: ['trail'],
    onDone: setInvited,
  })
  return (
    <Modal
      open
      title={t('administration.accounts.open')}
      onCancel={onClose}
      footer={null}
      mask={{ closable: invited === undefined }}
    >
      {invited ? (
        <OneTimeLink invited={invited} onClose={onClose} />
      ) : (
        <FormBody form={form} name="account" onSubmit={(body) => save({ body })}>
          <ErrorSummary form={form} problem={problem} />
          <p className="muted administration-hint">{t('administration.accounts.open_text')}</p>
          <Field name="person_id" label={t('administration.accounts.name')}>
            <SearchSelect name="administration.people" search={people} />
          </Field>
          <Field name="email" label={t('administration.accounts.email')}>
            <Input maxLength={200} inputMode="email" autoComplete="off" />
          </Field>
          <p className="administration-buttons">
            <Button onClick={onClose}>{t('administration.accounts.cancel')}</Button>
            <Button type="primary" htmlType="submit" loading={saving}>
              {t('administration.accounts.open')}
            </Button>
          </p>
        </FormBody>
      )}
    </Modal>
  )
}
