import { Input, Select } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useClearing } from '../../../../kernel/web/pieces/clearing.tsx'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { createTerm, type Term, type TermSort } from '../../terms/contract.ts'
import { useTermTitle } from './use-term-title.ts'
import { noStandard, WordFields } from './word-fields.tsx'

type Props = { sort: TermSort; groups: Term[]; today: string; close: () => void }
const shape = createTerm.body.partial({ parent: true })

/** Makes a service, a kind or a cause. */
export function NewTerm({ sort, groups, today, close }: Props) {
  const { t } = useWords()
  const title = useTermTitle()
  const clearing = useClearing()
  const form = useForm(shape, { from_on: today, ...noStandard })
  const { save, saving, problem } = useSave(createTerm, {
    form,
    invalidates: ['complaints', 'trail'],
    onDone: close,
  })
  return (
    <FormDialog
      title={t(`complaints.terms.create.${sort}`)}
      verb={t('complaints.terms.save')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={({ parent = null, ...rest }) => save({ params: { sort }, body: { parent, ...rest } })}
      close={close}
    >
      {sort === 'cause' && (
        <Field name="parent" label={t('complaints.terms.group')} help={t('complaints.terms.group_help')}>
          <Select
            allowClear={clearing}
            options={groups
              .filter(({ parent, standing }) => parent === null && standing !== 'retired')
              .map((group) => ({ value: group.key, label: title(group) }))}
          />
        </Field>
      )}
      <WordFields sort={sort} />
      <Field name="key" label={t('complaints.terms.field.key')} help={t('complaints.terms.field.key_help')}>
        <Input maxLength={40} lang="en" autoCapitalize="none" spellCheck={false} />
      </Field>
      <Field
        name="from_on"
        label={t('complaints.terms.field.from_on')}
        help={t('complaints.terms.field.from_on_help')}
      >
        <DayField />
      </Field>
    </FormDialog>
  )
}
