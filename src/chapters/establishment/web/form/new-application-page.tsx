import { Input, Radio } from 'antd'
import { z } from 'zod'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useOrganisationSearch } from '../../../../kernel/org/web/pick-organisation.ts'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormPage } from '../../../../kernel/web/form/form-page.tsx'
import { SearchSelect } from '../../../../kernel/web/form/search-select.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useGo } from '../../../../kernel/web/navigation.ts'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { listKinds } from '../../application/papers/contract.ts'
import { createApplication, kinds, planShape } from '../../application/plan/contract.ts'
import { KindNeeds } from './kind-needs.tsx'
import './new-application.css'

const beginning = z.object({
  kind: z.enum(kinds),
  name: planShape.shape.name.unwrap().min(1),
  parent_id: planShape.shape.parent_id.unwrap(),
})

/** The first step: what, under which name, beneath whom. The rest is filled in as a draft. */
export function NewApplicationPage() {
  const { t } = useWords()
  const go = useGo()
  const { organisation } = useSession()
  const rules = useCall(listKinds, undefined, { fresh: 60_000 })
  const form = useForm(beginning, organisation ? { parent_id: organisation.id } : {})
  const { save, saving, problem } = useSave(createApplication, {
    form,
    onDone: ({ id }) => go(`/establishment/applications/${id}/edit`, { replace: true }),
  })
  const search = useOrganisationSearch(organisation?.id)
  const content = (
    <>
      <Field name="kind" label={t('establishment.plan.field.kind')}>
        <Radio.Group className="kind-choice">
          {kinds.map((kind) => (
            <Radio key={kind} value={kind}>
              <span className="kind-word">{t(`web.org_kind.${kind}`)}</span>
              <KindNeeds rule={rules.data?.items.find((one) => one.kind === kind)} />
            </Radio>
          ))}
        </Radio.Group>
      </Field>
      <Field name="name" label={t('establishment.plan.field.name')} help={t('establishment.form.help.name')}>
        <Input maxLength={200} />
      </Field>
      <Field
        name="parent_id"
        label={t('establishment.plan.field.parent_id')}
        help={t('establishment.form.help.parent_id')}
      >
        <SearchSelect
          name={`org.organisation.list.${organisation?.id ?? ''}`}
          search={search}
          chosen={organisation?.name}
          placeholder={t('establishment.form.search_org')}
        />
      </Field>
    </>
  )
  return (
    <FormPage
      form={form}
      title={t('establishment.form.new_title')}
      intro={t('establishment.form.new_intro')}
      sections={[
        {
          id: 'beginning',
          title: t('establishment.form.new_section'),
          fields: ['kind', 'name', 'parent_id'],
          content,
        },
      ]}
      submit={t('establishment.form.begin')}
      onSubmit={(body) => save({ body })}
      saving={saving}
      problem={problem}
      others={<GoButton to="/establishment/applications">{t('web.confirm.cancel')}</GoButton>}
    />
  )
}
