import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { retireTerm, reviseTerm, type Term, type TermSort } from '../../terms/contract.ts'
import { WordFields } from './word-fields.tsx'

type Props = { sort: TermSort; term: Term; today: string; close: () => void }
const touched = ['complaints', 'trail']
const words = reviseTerm.body.omit({ version: true })
const ending = retireTerm.body.omit({ version: true })

/** Words it anew from a day on; what is retired is taken up again by it. */
export function ReviseDialog({ sort, term, today, close }: Props) {
  const { t } = useWords()
  const { version, until_on, from_on, ...said } = term.versions[0]!
  const form = useForm(words, { ...said, from_on: from_on > today ? from_on : today })
  const { save, saving, problem } = useSave(reviseTerm, { form, invalidates: touched, onDone: close })
  return (
    <FormDialog
      title={t(until_on === null ? 'complaints.terms.revise' : 'complaints.terms.take_up')}
      verb={t('complaints.terms.save')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { sort, key: term.key }, body: { version, ...body } })}
      close={close}
    >
      <p className="muted">{t('complaints.terms.revise_help')}</p>
      <WordFields sort={sort} />
      <Field
        name="from_on"
        label={t('complaints.terms.field.from_on')}
        help={t('complaints.terms.field.from_on_help')}
      >
        <DayField from={today} />
      </Field>
    </FormDialog>
  )
}

export function RetireDialog({ sort, term, today, close }: Props) {
  const { t } = useWords()
  const form = useForm(ending, { until_on: today })
  const { save, saving, problem } = useSave(retireTerm, { form, invalidates: touched, onDone: close })
  const { version } = term.versions[0]!
  return (
    <FormDialog
      title={t('complaints.terms.retire')}
      verb={t('complaints.terms.retire')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { sort, key: term.key }, body: { version, ...body } })}
      close={close}
    >
      <p className="muted">{t('complaints.terms.retire_help')}</p>
      <Field name="until_on" label={t('complaints.terms.field.until_on')}>
        <DayField from={today} />
      </Field>
    </FormDialog>
  )
}
