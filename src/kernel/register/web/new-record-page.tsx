import { Form } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { OrganisationSelect } from '../../org/web/organisation-select.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormPage } from '../../web/form/form-page.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useGo } from '../../web/navigation.ts'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { useSession } from '../../web/session.tsx'
import { useSave } from '../../web/use-save.ts'
import type { Register } from '../contract.ts'
import { RegisterFields } from './fields.tsx'

/** Enters a record; the reader's own organisation is proposed, unless it is headquarters. */
export function NewRecordPage({ register }: { register: Register }) {
  const { t } = useWords()
  const go = useGo()
  const { organisation } = useSession()
  const { path, endpoints, fields, add, purpose } = register
  const own =
    organisation && !['headquarters', 'region'].includes(organisation.kind) ? organisation.id : undefined
  const form = useForm(endpoints.create.body, own ? { org_id: own } : {})
  const org_id: string | undefined = Form.useWatch('org_id', form.antd)
  const { save, saving, problem } = useSave(endpoints.create, {
    form,
    onDone: ({ id }) => go(`/${path}/${id}`, { replace: true }),
  })
  return (
    <FormPage
      form={form}
      title={t(add)}
      intro={t(purpose)}
      submit={t('register.record.save')}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ body })}
      others={<GoButton to={`/${path}`}>{t('register.record.cancel')}</GoButton>}
      sections={[
        {
          id: 'record',
          title: t('register.record.facts'),
          fields: ['org_id', ...Object.keys(fields)],
          content: (
            <>
              <Field name="org_id" label={t('register.list.organisation')}>
                <OrganisationSelect />
              </Field>
              <RegisterFields register={register} org_id={org_id} files={{}} />
            </>
          ),
        },
      ]}
    />
  )
}
