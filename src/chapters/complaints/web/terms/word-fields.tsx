import { Input } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import type { TermSort } from '../../terms/contract.ts'

/** Name and, of a service, standard, each in the three languages. */
export function WordFields({ sort }: { sort: TermSort }) {
  const { t } = useWords()
  return (
    <>
      <Field name="title" label={t('complaints.terms.field.title')}>
        <Input maxLength={60} lang="zh-CN" />
      </Field>
      <Field name="title_tw" label={t('complaints.terms.field.title_tw')}>
        <Input maxLength={60} lang="zh-TW" />
      </Field>
      <Field name="title_en" label={t('complaints.terms.field.title_en')}>
        <Input maxLength={60} lang="en" />
      </Field>
      {sort === 'service' && (
        <>
          <Field
            name="standard"
            label={t('complaints.terms.field.standard')}
            help={t('complaints.terms.field.standard_help')}
          >
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} lang="zh-CN" />
          </Field>
          <Field name="standard_tw" label={t('complaints.terms.field.standard_tw')}>
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} lang="zh-TW" />
          </Field>
          <Field name="standard_en" label={t('complaints.terms.field.standard_en')}>
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} lang="en" />
          </Field>
        </>
      )}
    </>
  )
}

/** A kind and a cause have no standard. */
export const noStandard = { standard: '', standard_tw: '', standard_en: '' }
