import { Input, Radio, Select } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { Field } from '../../web/form/field.tsx'
import { useClearing } from '../../web/pieces/clearing.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { useCall } from '../../web/use-call.ts'
import { listIssuePeople } from '../acts/contract.ts'
import { severities } from '../contract.ts'

/** What is wrong, in words, and how severe it is. `told`: what a rule has said by itself, which nobody words anew. */
export function WhatFields({ told }: { told?: string | undefined }) {
  const { t } = useWords()
  return (
    <>
      {told ? (
        <p className="issue-told">{told}</p>
      ) : (
        <Field name="title" label={t('issues.form.title')} help={t('issues.form.title_help')}>
          <Input maxLength={300} />
        </Field>
      )}
      <Field name="description" label={t('issues.page.description')} help={t('issues.form.description_help')}>
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} />
      </Field>
      <Field name="severity" label={t('issues.page.severity_head')}>
        <Radio.Group
          options={severities.map((value) => ({ value, label: t(`issues.page.severity.${value}`) }))}
        />
      </Field>
      <Field name="clause" label={t('issues.page.clause')} help={t('issues.form.clause_help')}>
        <Input maxLength={10} className="code-input" placeholder="7.1.3" />
      </Field>
    </>
  )
}

/** Who puts it right and who verifies, out of those who may at that organisation. */
export function WhoFields({ org_id }: { org_id: string | null | undefined }) {
  const { t } = useWords()
  return (
    <>
      <Field
        name="responsible_id"
        label={t('issues.page.responsible')}
        help={t('issues.form.responsible_help')}
      >
        <PersonChoice org_id={org_id} as="responsible" />
      </Field>
      <Field name="verifier_id" label={t('issues.page.verifier')} help={t('issues.form.verifier_help')}>
        <PersonChoice org_id={org_id} as="verifier" />
      </Field>
    </>
  )
}

type ChoiceProps = {
  id?: string
  value?: string | null
  onChange?: (value: string | null) => void
  onBlur?: () => void
  org_id: string | null | undefined
  as: 'responsible' | 'verifier'
}

function PersonChoice({ org_id, as, value, onChange, ...rest }: ChoiceProps) {
  const { t } = useWords()
  const clearing = useClearing()
  const nameOf = usePersonName()
  const people = useCall(
    listIssuePeople,
    { params: { org_id: org_id ?? '' } },
    { enabled: Boolean(org_id), fresh: 60_000 },
  )
  return (
    <Select
      {...rest}
      value={value ?? null}
      allowClear={clearing}
      disabled={!org_id}
      loading={people.isFetching}
      placeholder={t(org_id ? 'web.form.choose' : 'issues.form.organisation_first')}
      showSearch={{ optionFilterProp: 'label' }}
      options={people.data?.[as].map((person) => ({ value: person.id, label: nameOf(person) })) ?? []}
      onChange={(next) => onChange?.(next ?? null)}
    />
  )
}
