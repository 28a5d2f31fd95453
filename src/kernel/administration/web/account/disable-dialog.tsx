import { Button, Input, Modal } from 'antd'
import { useWords } from '../../../language/web/words.tsx'
import { ErrorSummary } from '../../../web/form/error-summary.tsx'
import { Field } from '../../../web/form/field.tsx'
import { FormBody } from '../../../web/form/form-body.tsx'
import { SearchSelect } from '../../../web/form/search-select.tsx'
import { useForm } from '../../../web/form/use-form.ts'
import { usePersonName } from '../../../web/pieces/person-tag.tsx'
import { useSave } from '../../../web/use-save.ts'
import { type AccountPage, disableAccount } from '../../account/contract.ts'
import { usePeopleSearch } from '../find-people.ts'
import '../dialog.css'

const shape = disableAccount.body
const withTaker = shape.extend({ to_person_id: shape.shape.to_person_id.unwrap().unwrap() })

/** Shuts an account; asks who takes over while anything waits for its person. */
export function DisableDialog({ account, onClose }: { account: AccountPage; onClose: () => void }) {
  const { t } = useWords()
  const name = usePersonName()(account)
  const people = usePeopleSearch()
  const waiting = account.open_tasks
  const form = useForm(waiting > 0 ? withTaker : shape)
  const { save, saving, problem } = useSave(disableAccount, {
    form,
    invalidates: ['trail', 'tasks', 'administration'],
    onDone: onClose,
  })
  return (
    <Modal open title={t('administration.accounts.disable_title', { name })} onCancel={onClose} footer={null}>
      <FormBody form={form} name="disable" onSubmit={(body) => save({ params: { id: account.id }, body })}>
        <ErrorSummary form={form} problem={problem} />
        <p className="muted administration-hint">{t('administration.accounts.disable_text')}</p>
        {waiting > 0 && (
          <>
            <p className="administration-hint">
              {t('administration.accounts.taker_help', { count: waiting })}
            </p>
            <Field name="to_person_id" label={t('administration.accounts.taker')}>
              <SearchSelect name="administration.people" search={people} />
            </Field>
          </>
        )}
        <Field name="note" label={t('administration.accounts.note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
        </Field>
        <p className="administration-buttons">
          <Button onClick={onClose}>{t('administration.accounts.cancel')}</Button>
          <Button danger type="primary" htmlType="submit" loading={saving}>
            {t('administration.accounts.disable')}
          </Button>
        </p>
      </FormBody>
    </Modal>
  )
}
