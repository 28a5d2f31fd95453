import { Input } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { useOrganisationSearch } from '../../org/web/pick-organisation.ts'
import { DayField } from '../../web/form/day-field.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormPage } from '../../web/form/form-page.tsx'
import { SearchSelect } from '../../web/form/search-select.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useGo } from '../../web/navigation.ts'
import { useSave } from '../../web/use-save.ts'
import { createPerson, newPerson } from '../contract.ts'

/** Enters a person with their first employment. */
export function EnterPersonPage() {
  const { t } = useWords()
  const go = useGo()
  const search = useOrganisationSearch()
  const form = useForm(newPerson)
  const { save, saving, problem } = useSave(createPerson, {
    form,
    onDone: ({ id }) => go(`/people/${id}`, { replace: true }),
  })
  return (
    <FormPage
      form={form}
      title={t('people.people.enter')}
      intro={t('people.people.enter_intro')}
      submit={t('people.people.save')}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ body })}
      sections={[
        {
          id: 'person',
          title: t('people.people.section_person'),
          fields: ['name'],
          content: (
            <>
              <Field name="name" label={t('people.people.name')}>
                <Input maxLength={100} />
              </Field>
              <Field name="name_en" label={t('people.people.name_en')}>
                <Input maxLength={100} />
              </Field>
            </>
          ),
        },
        {
          id: 'employment',
          title: t('people.people.section_employment'),
          fields: ['org_id', 'post', 'starts_on'],
          content: (
            <>
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
            </>
          ),
        },
        {
          id: 'record',
          title: t('people.people.section_record'),
          text: t('people.people.record_text'),
          fields: [],
          complete: true,
          content: (
            <>
              <Field name="employee_no" label={t('people.people.employee_no')}>
                <Input maxLength={40} />
              </Field>
              <Field name="phone" label={t('people.people.phone')}>
                <Input maxLength={40} inputMode="tel" />
              </Field>
              <Field name="email" label={t('people.people.email')}>
                <Input maxLength={200} inputMode="email" />
              </Field>
            </>
          ),
        },
      ]}
    />
  )
}
