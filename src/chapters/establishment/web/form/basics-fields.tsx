import { Input, Segmented } from 'antd'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useOrganisationSearch } from '../../../../kernel/org/web/pick-organisation.ts'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { SearchSelect } from '../../../../kernel/web/form/search-select.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { kinds } from '../../application/plan/contract.ts'

/** Kind, name, parent. The kind is final once the application was submitted. */
export function BasicsFields({ application }: { application: ApplicationPage }) {
  const { t, language } = useWords()
  const { org, parent, submitted_at } = application
  const search = useOrganisationSearch(org.id)
  return (
    <>
      <Field name="kind" label={t('establishment.plan.field.kind')}>
        <Segmented
          aria-label={t('establishment.plan.field.kind')}
          disabled={submitted_at !== null}
          options={kinds.map((kind) => ({ value: kind, label: t(`web.org_kind.${kind}`) }))}
        />
      </Field>
      <Field
        name="parent_id"
        label={t('establishment.plan.field.parent_id')}
        help={t('establishment.form.help.parent_id')}
      >
        <SearchSelect
          name={`org.organisation.list.${org.id}`}
          search={search}
          chosen={parent ? nameIn(language, parent) : undefined}
          placeholder={t('establishment.form.search_org')}
        />
      </Field>
      <Field name="name" label={t('establishment.plan.field.name')} help={t('establishment.form.help.name')}>
        <Input maxLength={200} />
      </Field>
      <Field
        name="name_en"
        label={t('establishment.plan.field.name_en')}
        help={t('establishment.form.help.name_en')}
      >
        <Input maxLength={200} lang="en" />
      </Field>
      <Field
        name="credit_code"
        label={t('establishment.plan.field.credit_code')}
        help={t('establishment.form.help.credit_code')}
      >
        <Input maxLength={40} className="code-input" />
      </Field>
    </>
  )
}
