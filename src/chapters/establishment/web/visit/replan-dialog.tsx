import { z } from 'zod'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import type { ApplicationPage } from '../../application/contract.ts'
import { editVisit, type SiteVisit } from '../../application/visit/contract.ts'
import { PeopleSelect } from '../form/people-select.tsx'
import { touched } from '../record/use-step.tsx'
import { findVisitors } from './find-visitors.ts'
import type { useVisitDraft } from './use-visit-draft.ts'

const planned = z.object({ visited_on: z.iso.date(), visitors: z.array(z.uuid()).min(2).max(10) })

type Props = {
  application: ApplicationPage
  visit: SiteVisit
  /** What is open is kept first, and the plan is changed over that. */
  draft: Pick<ReturnType<typeof useVisitDraft>, 'settled'>
  close: () => void
}

/** Another day or another team. */
export function ReplanDialog({ application, visit, draft, close }: Props) {
  const { t, language } = useWords()
  const { id, org, site_visit } = application
  const form = useForm(planned, {
    visitors: visit.visitors.map((one) => one.id),
    ...(visit.visited_on ? { visited_on: visit.visited_on } : {}),
  })
  const { save, saving, problem } = useSave(editVisit, { form, invalidates: touched, onDone: close })
  const run = async (body: z.input<typeof planned>) => {
    const version = await draft.settled()
    if (version) await save({ params: { id, visit_id: visit.id }, body: { version, ...body } })
  }
  return (
    <FormDialog
      title={t('establishment.visit_page.change_plan')}
      verb={t('establishment.visit_page.save')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={run}
      close={close}
    >
      <Field name="visited_on" label={t('establishment.record.visit.day')}>
        <DayField
          {...(site_visit.window ? { from: site_visit.window.from, to: site_visit.window.due } : {})}
        />
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
          chosen={visit.visitors}
        />
      </Field>
    </FormDialog>
  )
}
