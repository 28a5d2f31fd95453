import { Form, Select } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { OrganisationSelect } from '../../org/web/organisation-select.tsx'
import { DayField } from '../../web/form/day-field.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormPage } from '../../web/form/form-page.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useUrl } from '../../web/list/use-url.ts'
import { useGo } from '../../web/navigation.ts'
import { useSave } from '../../web/use-save.ts'
import { createIssue } from '../acts/contract.ts'
import { issueSources } from '../contract.ts'
import { WhatFields, WhoFields } from './issue-form.tsx'
import { touched } from './use-issue-actions.ts'

/** Writes an issue into the ledger. */
export function NewIssuePage() {
  const { t } = useWords()
  const go = useGo()
  const [{ org_id }] = useUrl()
  const form = useForm(createIssue.body, {
    ...{ severity: 'minor', source: 'daily_check', clause: null, responsible_id: null, verifier_id: null },
    ...(typeof org_id === 'string' ? { org_id } : {}),
  })
  const chosen = Form.useWatch('org_id', form.antd) as string | undefined
  const { save, saving, problem } = useSave(createIssue, {
    form,
    invalidates: touched,
    onDone: ({ id }) => go(`/issues/${id}`, { replace: true }),
  })
  return (
    <FormPage
      form={form}
      title={t('issues.page.create')}
      intro={t('issues.form.intro')}
      submit={t('issues.form.save')}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ body })}
      sections={[
        {
          id: 'where',
          title: t('issues.form.where'),
          fields: ['org_id', 'source'],
          content: (
            <>
              <Field name="org_id" label={t('issues.page.organisation')}>
                <OrganisationSelect />
              </Field>
              <Field name="source" label={t('issues.page.source_head')}>
                <Select
                  options={issueSources.map((value) => ({ value, label: t(`issues.page.source.${value}`) }))}
                />
              </Field>
            </>
          ),
        },
        {
          id: 'what',
          title: t('issues.form.what'),
          fields: ['title', 'description', 'severity'],
          content: <WhatFields />,
        },
        {
          id: 'who',
          title: t('issues.form.who'),
          fields: [],
          complete: true,
          content: (
            <>
              <WhoFields org_id={chosen} />
              <Field name="due_on" label={t('issues.page.due')} help={t('issues.form.due_help')}>
                <DayField />
              </Field>
            </>
          ),
        },
      ]}
    />
  )
}
