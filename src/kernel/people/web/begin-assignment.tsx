import { Button, Input, Modal, Select } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { useOrganisationSearch } from '../../org/web/pick-organisation.ts'
import { DayField } from '../../web/form/day-field.tsx'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { SearchSelect } from '../../web/form/search-select.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useSave } from '../../web/use-save.ts'
import { beginAssignment, newAssignment, type PersonPage } from '../contract.ts'
import './people.css'

/** Begins an assignment of this person: employment, secondment or a special responsibility. */
export function BeginAssignment({ person, onClose }: { person: PersonPage; onClose: () => void }) {
  const { t } = useWords()
  const search = useOrganisationSearch()
  const form = useForm(newAssignment)
  const { save, saving, problem } = useSave(beginAssignment, {
    form,
    invalidates: ['people', 'org', 'trail'],
    onDone: onClose,
  })
  return (
    <Modal open title={t('people.people.begin')} onCancel={onClose} footer={null}>
      <FormBody form={form} name="begin" onSubmit={(body) => save({ params: { id: person.id }, body })}>
        <ErrorSummary form={form} problem={problem} />
        <p className="muted people-hint">{t('people.people.head_hint')}</p>
        <Field name="kind" label={t('people.people.kind')}>
          <Select
            options={newAssignment.shape.kind.options.map((value) => ({
              value,
              label: t(`people.people.kinds.${value}`),
            }))}
          />
        </Field>
        <Field name="org_id" label={t('people.people.organisation')}>
          <SearchSelect name="org.organisation.pick" search={search} />
        </Field>
        <Field name="post" label={t('people.people.post')}>
          <Input maxLength={100} />
        </Field>
        <Field name="post_en" label={t('people.people.post_en')}>
          <Input maxLength={100} lang="en" />
        </Field>
        <Field name="starts_on" label={t('people.people.begins_on')}>
          <DayField />
        </Field>
        <Field name="ends_on" label={t('people.people.ends_on_optional')}>
          <DayField />
        </Field>
        <p className="people-buttons">
          <Button onClick={onClose}>{t('people.people.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={saving}>
            {t('people.people.begin_verb')}
          </Button>
        </p>
      </FormBody>
    </Modal>
  )
}
