import { Button, Checkbox, Input, Modal, Select } from 'antd'
import dayjs from 'dayjs'
import { useRoleTitle } from '../../../access/web/use-role-name.ts'
import { useWords } from '../../../language/web/words.tsx'
import { useOrganisationSearch } from '../../../org/web/pick-organisation.ts'
import { DayField } from '../../../web/form/day-field.tsx'
import { ErrorSummary } from '../../../web/form/error-summary.tsx'
import { Field } from '../../../web/form/field.tsx'
import { FormBody } from '../../../web/form/form-body.tsx'
import { SearchSelect } from '../../../web/form/search-select.tsx'
import { useForm } from '../../../web/form/use-form.ts'
import { useSave } from '../../../web/use-save.ts'
import { grantRole, newGrant } from '../../assignment/contract.ts'
import type { ShownRole } from '../../role/contract.ts'
import { usePeopleSearch } from '../find-people.ts'
import '../dialog.css'

/** Gives a person a role at an organisation. */
export function GrantDialog({ roles, onClose }: { roles: ShownRole[]; onClose: () => void }) {
  const { t } = useWords()
  const title = useRoleTitle()
  const people = usePeopleSearch()
  const organisations = useOrganisationSearch()
  const today = dayjs().format('YYYY-MM-DD')
  const form = useForm(newGrant, { starts_on: today, with_subtree: false })
  const { save, saving, problem } = useSave(grantRole, {
    form,
    invalidates: ['administration', 'people', 'trail'],
    onDone: onClose,
  })
  return (
    <Modal open title={t('administration.assignments.grant')} onCancel={onClose} footer={null}>
      <FormBody form={form} name="grant" onSubmit={(body) => save({ body })}>
        <ErrorSummary form={form} problem={problem} />
        <Field name="person_id" label={t('administration.assignments.person')}>
          <SearchSelect name="administration.people" search={people} />
        </Field>
        <Field name="role_key" label={t('administration.assignments.role')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={roles.map((role) => ({ value: role.key, label: title(role) }))}
          />
        </Field>
        <Field name="organisation_id" label={t('administration.assignments.organisation')}>
          <SearchSelect name="org.organisation.pick" search={organisations} />
        </Field>
        <Field name="with_subtree" label={t('administration.assignments.with_subtree')} checked>
          <Checkbox>{t('administration.assignments.with_subtree')}</Checkbox>
        </Field>
        <Field name="starts_on" label={t('administration.assignments.from')}>
          <DayField from={today} />
        </Field>
        <Field name="ends_on" label={t('administration.assignments.ends_on')}>
          <DayField from={today} />
        </Field>
        <Field name="note" label={t('administration.assignments.note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
        </Field>
        <p className="administration-buttons">
          <Button onClick={onClose}>{t('administration.assignments.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={saving}>
            {t('administration.assignments.grant')}
          </Button>
        </p>
      </FormBody>
    </Modal>
  )
}
