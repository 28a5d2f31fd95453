import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { FormPage } from '../../../../kernel/web/form/form-page.tsx'
import { useGo, useParam } from '../../../../kernel/web/navigation.ts'
import { useConfirm } from '../../../../kernel/web/pieces/confirm.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { NotNow } from '../../../../kernel/web/pieces/not-now.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { type ApplicationPage, readApplication } from '../../application/contract.ts'
import { amendApplication } from '../../application/plan/contract.ts'
import { changedFrom, readDraft } from './draft-values.ts'
import { draftOf } from './form-shape.ts'
import { useApplicationForm } from './use-application-form.ts'
import { useFormSections } from './use-form-sections.tsx'
import './application-form.css'

/** The form of an application whose approval runs: nothing is kept until it is saved, for that voids votes. */
export function AmendApplicationPage() {
  const { t } = useWords()
  const id = useParam('id')
  const query = useCall(readApplication, { params: { id } })
  return (
    <Loaded of={query} kind="record">
      {(application) =>
        application.can.includes('amend') ? (
          <AmendForm key={id} application={application} />
        ) : (
          <NotNow
            title={t('establishment.form.not_amendable')}
            text={t('establishment.form.not_amendable_text')}
            to={`/establishment/applications/${id}`}
            open={t('establishment.form.open')}
          />
        )
      }
    </Loaded>
  )
}

function AmendForm({ application }: { application: ApplicationPage }) {
  const { t, language } = useWords()
  const go = useGo()
  const confirm = useConfirm()
  const form = useApplicationForm(application)
  const { id, name, name_en, version, completeness } = application
  const { save, saving, problem } = useSave(amendApplication, {
    form,
    invalidates: ['establishment.application', 'tasks', 'trail', 'approvals'],
    onDone: () => go(`/establishment/applications/${id}`),
  })
  const sections = useFormSections({ application, completeness, changed: () => form.setDirty(true) })
  const run = async () => {
    const { kind: _kind, ...changed } = changedFrom(
      draftOf(application),
      readDraft(form.antd.getFieldsValue(true) as Record<string, unknown>).draft,
    )
    const note = await confirm({
      title: t('establishment.form.amend'),
      text: t('establishment.form.amend_text'),
      verb: t('establishment.form.amend_save'),
      reason: 'optional',
    })
    if (note === undefined) return
    return save({ params: { id }, body: { ...changed, version, ...(note ? { note } : {}) } })
  }
  return (
    <FormPage
      form={form}
      title={t('establishment.form.amend_named', { name: nameIn(language, { name: name ?? '', name_en }) })}
      intro={t('establishment.form.amend_intro')}
      sections={sections.filter((section) => section.id !== 'premises' && section.id !== 'documents')}
      submit={t('establishment.form.amend_save')}
      onSubmit={run}
      saving={saving}
      problem={problem}
      others={
        <GoButton to={`/establishment/applications/${id}`}>{t('establishment.form.amend_cancel')}</GoButton>
      }
    />
  )
}
