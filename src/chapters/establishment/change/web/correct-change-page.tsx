import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { EmptyState } from '../../../../kernel/web/pieces/empty-state.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { readChange } from '../contract.ts'
import type { Correctable } from '../kinds/contract.ts'
import { ChangeForm } from './change-form.tsx'

/** Begins the correction of a filing that took effect, with what it said. */
export function CorrectChangePage() {
  const { t } = useWords()
  const id = useParam('id')
  const query = useCall(readChange, { params: { id } })
  return (
    <Loaded of={query} kind="record">
      {(change) =>
        change.correctable ? (
          <ChangeForm
            key={id}
            org={change.org}
            kind={change.kind as Correctable}
            corrects={id}
            today={change.today}
            holds={{ on: change.effective_on, proposal: change.proposal }}
          />
        ) : (
          <EmptyState
            page
            title={t('establishment.change.form.not_offered')}
            text={t('establishment.change.errors.corrects_nothing')}
            action={
              <GoButton type="primary" to={`/establishment/changes/${id}`}>
                {t('establishment.change.form.open')}
              </GoButton>
            }
          />
        )
      }
    </Loaded>
  )
}
