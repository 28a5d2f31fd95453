import { Input, Result, Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { OrganisationSelect } from '../../../../kernel/org/web/organisation-select.tsx'
import { PersonSelect } from '../../../../kernel/people/web/person-select.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormPage } from '../../../../kernel/web/form/form-page.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { complainant, createComplaint, listOptions } from '../../complaint/contract.ts'
import { enteredChannels } from '../../complaint/words/contract.ts'
import { touched } from '../touched.ts'
import { FactFields } from './fact-fields.tsx'

const shape = createComplaint.body
  .partial({ service_key: true, staff_id: true, claimed: true, handler_id: true })
  .extend({ complainant: complainant.partial({ name: true, phone: true, email: true }) })

/** Entered while the customer is on the phone or at the counter: their words first, what we make of them after. */
export function NewComplaintPage() {
  const { t } = useWords()
  const { data: options } = useCall(listOptions, {}, { fresh: 5 * 60_000 })
  const [entered, setEntered] = useState<{ id: string; number: string; code: string }>()
  const form = useForm(shape, { channel: 'phone', severity: 1, complainant: { language: 'zh-CN' } })
  const { save, saving, problem } = useSave(createComplaint, {
    form,
    invalidates: touched,
    onDone: setEntered,
  })
  if (entered) return <Entered {...entered} />
  return (
    <FormPage
      form={form}
      title={t('complaints.list.create')}
      intro={t('complaints.form.intro')}
      sections={[
        {
          ...{ id: 'words', title: t('complaints.form.words'), content: <WordFields /> },
          fields: ['channel', 'org_id', 'description'],
        },
        {
          ...{ id: 'who', title: t('complaints.form.who'), content: <WhoFields /> },
          fields: ['complainant.name', 'complainant.phone', 'complainant.email', 'complainant.language'],
        },
        {
          ...{ id: 'facts', title: t('complaints.form.facts') },
          fields: [
            'subject',
            'kind',
            'severity',
            'service_key',
            'service_on',
            'staff_id',
            'claimed',
            'handler_id',
          ],
          content: (
            <>
              <FactFields currency={options?.currency ?? 'CNY'} />
              <Field
                name="handler_id"
                label={t('complaints.field.handler')}
                help={t('complaints.form.handler_help')}
              >
                <PersonSelect />
              </Field>
            </>
          ),
        },
      ]}
      submit={t('complaints.form.submit')}
      onSubmit={(values) => save({ body: bodyOf(values) })}
      saving={saving}
      problem={problem}
    />
  )
}

function bodyOf({
  complainant: who,
  ...values
}: z.input<typeof shape>): z.input<typeof createComplaint.body> {
  return {
    ...{ service_key: null, staff_id: null, claimed: null, handler_id: null, ...values },
    complainant: { name: null, phone: null, email: null, ...who },
  }
}

function WordFields() {
  const { t } = useWords()
  return (
    <>
      <Field name="channel" label={t('complaints.field.channel')}>
        <Select
          options={enteredChannels.map((value) => ({ value, label: t(`complaints.channel.${value}`) }))}
        />
      </Field>
      <Field name="org_id" label={t('complaints.field.organisation')} help={t('complaints.form.org_help')}>
        <OrganisationSelect />
      </Field>
      <Field name="description" label={t('complaints.field.description')}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} maxLength={4000} />
      </Field>
    </>
  )
}

function WhoFields() {
  const { t } = useWords()
  return (
    <>
      <Field name={['complainant', 'name']} label={t('complaints.field.name')}>
        <Input maxLength={100} />
      </Field>
      <Field name={['complainant', 'phone']} label={t('complaints.field.phone')}>
        <Input maxLength={40} inputMode="tel" />
      </Field>
      <Field name={['complainant', 'email']} label={t('complaints.field.email')}>
        <Input maxLength={200} inputMode="email" />
      </Field>
      <Field name={['complainant', 'language']} label={t('complaints.field.language')}>
        <Select
          options={(['zh-CN', 'zh-TW', 'en'] as const).map((value) => ({
            value,
            label: t(
              `complaints.form.language_${value === 'zh-CN' ? 'cn' : value === 'zh-TW' ? 'tw' : 'en'}`,
            ),
          }))}
        />
      </Field>
    </>
  )
}

/** The code is shown this once: it is read out to the customer. */
function Entered({ id, number, code }: { id: string; number: string; code: string }) {
  const { t } = useWords()
  return (
    <Result
      status="success"
      title={<h1>{t('complaints.form.entered', { number })}</h1>}
      subTitle={
        <>
          {t('complaints.form.code_text')} <strong className="number">{code}</strong>
        </>
      }
      extra={
        <GoButton type="primary" to={`/complaints/${id}`}>
          {t('complaints.form.open')}
        </GoButton>
      }
    />
  )
}
