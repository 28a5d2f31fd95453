import { z } from 'zod'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import type { ApplicationPage } from '../../application/contract.ts'
import { planVisit } from '../../application/visit/contract.ts'
import { PeopleSelect } from '../form/people-select.tsx'
import { touched } from '../record/use-step.tsx'
import { findVisitors } from './find-visitors.ts'

const planned = z.object({ visited_on: z.iso.date(), visitors: z.array(z.uuid()).min(2).max(10) })
type Props = { application: ApplicationPage; close: () => void }

/** The day within the review's window, and a team of two or more who may visit there. */
export function PlanVisitDialog({ application, close }: Props) {
  const { t, formats, language } = useWords()
  const { id, version, org, site_visit } = application
  const form = useForm(planned, { visitors: [] })
  const { save, saving, problem } = useSave(planVisit, { form, invalidates: touched, onDone: close })
  const { window } = site_visit
  return (
    <FormDialog
      title={t('establishment.record.visit.plan_title')}
      verb={t('establishment.record.visit.plan')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { id }, body: { version, ...body } })}
      close={close}
    >
      {window && (
        <p className="muted">
          {t('establishment.record.visit.window', {
            from: formats.date(window.from),
            due: formats.date(window.due),
          })}
        </p>
      )}
      <Field name="visited_on" label={t('establishment.record.visit.day')}>
        <DayField {...(window ? { from: window.from, to: window.due } : {})} />
      </Field>
      <Field
        name="visitors"
        label={t('establishment.record.visit.team')}
        help={t('establishment.record.visit.team_help')}
      >
        <PeopleSelect
          name={`people.person.candidates.${org.id}`}
          label={t('establishment.record.visit.team')}
          search={findVisitors(language, application)}
        />
      </Field>
    </FormDialog>
  )
}
