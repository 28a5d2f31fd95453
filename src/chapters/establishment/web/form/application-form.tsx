import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { ConflictDialog } from '../../../../kernel/web/form/conflict-dialog.tsx'
import { FormPage } from '../../../../kernel/web/form/form-page.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { usePlanWords } from '../plan/use-plan-words.ts'
import { useArrive } from '../use-arrive.ts'
import { useApplicationForm } from './use-application-form.ts'
import { useDraft } from './use-draft.ts'
import { useFormSections } from './use-form-sections.tsx'
import { useHandIn } from './use-hand-in.ts'
import { WantedNotice } from './wanted-notice.tsx'
import './application-form.css'
import '../papers/papers.css'

/** Everything the applicant fills in; it keeps itself as a draft until it is handed in. */
export function ApplicationForm({ application }: { application: ApplicationPage }) {
  const { t, language } = useWords()
  useArrive()
  const form = useApplicationForm(application)
  const draft = useDraft(form, application)
  const { conflict, completeness, autosave } = draft
  const handIn = useHandIn({ application, form, draft })
  const changed = () => {
    form.setDirty(true)
    autosave.change(form.values())
  }
  const sections = useFormSections({ application, completeness, changed })
  const { fields, show } = usePlanWords(application)
  const { id, name, name_en, state } = application
  return (
    <>
      <WantedNotice application={application} />
      <FormPage
        form={form}
        title={
          name
            ? t('establishment.form.title_named', { name: nameIn(language, { name, name_en }) })
            : t('establishment.form.title')
        }
        intro={t('establishment.form.intro')}
        sections={sections}
        submit={t(state === 'more_wanted' ? 'establishment.form.resubmit' : 'establishment.form.submit')}
        onSubmit={handIn.run}
        saving={handIn.saving}
        problem={handIn.problem}
        autosave={autosave}
        others={
          <>
            <span className="form-complete number">
              {t('establishment.form.complete', { percent: completeness.percent })}
            </span>
            <GoButton to={`/establishment/applications/${id}`}>{t('establishment.form.later')}</GoButton>
          </>
        }
      />
      {conflict && (
        <ConflictDialog
          {...conflict}
          fields={fields.map(({ key, word }) => ({
            key,
            word,
            show: (value) => show(key, value),
          }))}
          by={t('establishment.form.changed_elsewhere')}
          onChoose={draft.settle}
          onCancel={draft.leave}
        />
      )}
    </>
  )
}
