import { Input, Select } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useGo } from '../../../../kernel/web/navigation.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import {
  createTemplate,
  editTemplate,
  placeholders,
  type Template,
  templateKinds,
  templateWords,
} from '../../templates/contract.ts'

const touched = ['complaints', 'trail']

export function NewTemplate({ close }: { close: () => void }) {
  const { t } = useWords()
  const go = useGo()
  const form = useForm(createTemplate.body)
  const { save, saving, problem } = useSave(createTemplate, {
    form,
    invalidates: touched,
    onDone: ({ id }) => go(`/complaints/templates/${id}`),
  })
  return (
    <FormDialog
      title={t('complaints.template.create')}
      verb={t('complaints.template.save')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ body })}
      close={close}
    >
      <Field name="kind" label={t('complaints.template.kind_head')}>
        <Select
          options={templateKinds.map((value) => ({ value, label: t(`complaints.template.kind.${value}`) }))}
        />
      </Field>
      <Words />
    </FormDialog>
  )
}

type EditProps = { template: Template; close: () => void }

export function EditTemplate({ template, close }: EditProps) {
  const { t } = useWords()
  const { id, version, title, title_tw, title_en, text, text_tw, text_en } = template
  const form = useForm(templateWords, { title, title_tw, title_en, text, text_tw, text_en })
  const { save, saving, problem } = useSave(editTemplate, { form, invalidates: touched, onDone: close })
  return (
    <FormDialog
      title={t('complaints.template.edit')}
      verb={t('complaints.template.save')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { id }, body: { version, ...body } })}
      close={close}
    >
      <Words />
    </FormDialog>
  )
}

/** Name and text in the three languages. */
function Words() {
  const { t } = useWords()
  const known = placeholders.map((one) => t(`complaints.template.placeholder.${one}`, { name: `{{${one}}}` }))
  const help = t('complaints.template.field.text_help', { known })
  const derived = t('complaints.template.field.tw_help')
  const area = { autoSize: { minRows: 4, maxRows: 12 }, maxLength: 4000 }
  return (
    <>
      <Field name="title" label={t('complaints.template.field.title')}>
        <Input maxLength={60} lang="zh-CN" />
      </Field>
      <Field name="text" label={t('complaints.template.field.text')} help={help}>
        <Input.TextArea {...area} lang="zh-CN" />
      </Field>
      <Field name="title_tw" label={t('complaints.template.field.title_tw')} help={derived}>
        <Input maxLength={60} lang="zh-TW" />
      </Field>
      <Field name="text_tw" label={t('complaints.template.field.text_tw')} help={derived}>
        <Input.TextArea {...area} lang="zh-TW" />
      </Field>
      <Field name="title_en" label={t('complaints.template.field.title_en')}>
        <Input maxLength={60} lang="en" />
      </Field>
      <Field name="text_en" label={t('complaints.template.field.text_en')}>
        <Input.TextArea {...area} lang="en" />
      </Field>
    </>
  )
}
