import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { OrganisationSelect } from '../../../../kernel/org/web/organisation-select.tsx'
import { PersonSelect } from '../../../../kernel/people/web/person-select.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import type { ChangeKind } from '../kinds/contract.ts'
import { HeadFields } from './head-fields.tsx'
import { PremisesFields } from './premises-fields.tsx'

type About = { org_id: string }

const fieldsOf: Record<Exclude<ChangeKind, 'correction'>, (about: About) => ReactNode> = {
  name: NameFields,
  scope: ScopeFields,
  premises: PremisesFields,
  parent: ParentFields,
  head: HeadFields,
  suspend: () => <LifeText word="suspend_help" />,
  resume: () => <LifeText word="life_help" />,
  close: CloseFields,
  restore: RestoreFields,
}

/** What a kind of filing asks for. */
export function KindFields({ kind, org_id }: About & { kind: keyof typeof fieldsOf }) {
  const Fields = fieldsOf[kind]
  return <Fields org_id={org_id} />
}

function NameFields() {
  const { t } = useWords()
  return (
    <>
      <Field
        name={['proposal', 'name']}
        label={t('establishment.change.field.name')}
        help={t('establishment.change.form.name_help')}
      >
        <Input maxLength={200} />
      </Field>
      <Field name={['proposal', 'name_en']} label={t('establishment.change.field.name_en')}>
        <Input maxLength={200} />
      </Field>
    </>
  )
}

function ScopeFields() {
  const { t } = useWords()
  return (
    <Field name={['proposal', 'scope']} label={t('establishment.change.field.scope')}>
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} />
    </Field>
  )
}

function ParentFields() {
  const { t } = useWords()
  return (
    <Field
      name={['proposal', 'parent_id']}
      label={t('establishment.change.field.parent')}
      help={t('establishment.change.form.parent_help')}
    >
      <OrganisationSelect />
    </Field>
  )
}

function LifeText({ word }: { word: 'life_help' | 'suspend_help' }) {
  const { t } = useWords()
  return <p className="form-section-text">{t(`establishment.change.form.${word}`)}</p>
}

function CloseFields() {
  const { t } = useWords()
  return (
    <>
      <p className="form-section-text">{t('establishment.change.form.close_help')}</p>
      <Field name={['proposal', 'custodian_id']} label={t('establishment.change.field.custodian')}>
        <PersonSelect />
      </Field>
      <Field name={['proposal', 'records_place']} label={t('establishment.change.field.records_place')}>
        <Input maxLength={300} />
      </Field>
    </>
  )
}

function RestoreFields() {
  const { t } = useWords()
  return (
    <>
      <p className="form-section-text">{t('establishment.change.form.restore_help')}</p>
      <Field name={['proposal', 'name']} label={t('establishment.change.field.name')}>
        <Input maxLength={200} />
      </Field>
      <Field name={['proposal', 'parent_id']} label={t('establishment.change.field.parent')}>
        <OrganisationSelect />
      </Field>
    </>
  )
}
