import { useChoosing } from '../../../../kernel/approvals/web/use-choosing.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { HouseForm } from '../../../../kernel/web/form/use-form.ts'
import { useGo } from '../../../../kernel/web/navigation.ts'
import { useConfirm } from '../../../../kernel/web/pieces/confirm.tsx'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { type ApplicationPage, resubmitApplication, submitApplication } from '../../application/contract.ts'
import type { useDraft } from './use-draft.ts'

type Given = {
  application: ApplicationPage
  form: Pick<HouseForm, 'setFaults' | 'setDirty'>
  draft: ReturnType<typeof useDraft>
}

/** Hands in the draft, or what was wanted; then shows the application. */
export function useHandIn({ application: { id, state }, form, draft }: Given) {
  const { t } = useWords()
  const go = useGo()
  const confirm = useConfirm()
  const options = {
    form,
    asks: useChoosing(),
    invalidates: ['tasks', 'trail', 'approvals'],
    onDone: () => {
      draft.autosave.forget()
      go(`/establishment/applications/${id}`)
    },
  }
  const first = useSave(submitApplication, options)
  const again = useSave(resubmitApplication, options)
  const run = async () => {
    const version = draft.version()
    if (state !== 'more_wanted') return first.save({ params: { id }, body: { version } })
    const note = await confirm({
      title: t('establishment.form.resubmit'),
      text: t('establishment.form.resubmit_text'),
      verb: t('establishment.form.resubmit'),
      reason: 'optional',
    })
    if (note === undefined) return
    return again.save({ params: { id }, body: { version, ...(note ? { note } : {}) } })
  }
  return { run, saving: first.saving || again.saving, problem: first.problem ?? again.problem }
}
